/** Words that are never what a message is about. */
export const FILLER: ReadonlySet<string> = new Set(
  `a about above actually after again all almost alone already also always am an and another any anybody anyone
  anything are around as ask at away back be because been before begin being believe best better big both but by
  bring build buy call came can cannot change choose come could day days dear decide did do does doing done dont
  down each easy either else end ever every everybody everyone everything explain fall few feel find first fix for
  found from gave get gets getting give gives go goes going gone good got great guys had happen
  happened happens has hate have having he hear hello help her here hey hi him his hope how i if im in instead into
  is it its ive just keep kind know last later learn least less let lets like likes little live ll long look
  looks lot lost made make makes making many matter may maybe me mean might mine more most much must my myself
  need needs never new next nice no nobody none nor not nothing now of off often oh ok okay old on once one only
  open or other others our ours out over own people perhaps please pretty probably put quite rather read ready
  real really right run said same save say says see seem seems sell send set shall she should show simple since
  so some somebody someone something soon sort start started stay stick still stop such sure take takes talk
  tell than thank thanks that thats the their them then there these they thing things think this those thought
  thoughts through till tip tips to today together told tomorrow tonight too tried truly try turn two under
  understand until up us use used using very wait want wants was watch way we week well went were what whats
  when where whether which while who whole whom whose why will wish with without wonder wondering work works
  worth would write wrong year years yes yesterday yet you your yours yourself favorite favourite recommend
  suggest advice opinion opinions folks ideas question questions answer anymore even hard agree disagree guess
  prefer worry worried excited exciting funny cool awesome lol haha hmm honest honestly worst exactly especially
  finally totally super morning evening afternoon busy bye
  goodbye monday tuesday wednesday thursday friday saturday sunday weekend tonight`.split(/\s+/u),
)
