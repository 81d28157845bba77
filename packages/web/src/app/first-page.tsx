import { ConversationSkeleton } from '../features/conversation/conversation-skeleton.tsx'
import { ListSkeleton } from '../features/sidebar/list-skeleton.tsx'
import { Wordmark } from '../features/sidebar/wordmark.tsx'

/**
 * What stands in the page before the app does: the panes in outline, where they will be. It becomes markup when the
 * app is built (first-page-plugin.ts), so nothing in it may need a script, nor a `style` attribute. Which of the
 * panes are seen is said by `data-start` (index.html). [W8]
 */
export function FirstPage() {
  return (
    <div className="shell first-page">
      <div className="list-pane flex min-h-0 flex-col border-line bg-sidebar wide:border-r">
        <div className="px-4 pt-[max(10px,env(safe-area-inset-top))] pb-2">
          <div className="flex h-11 items-center">
            <Wordmark />
          </div>
          <div className="mt-1 h-[31px] rounded-[9px] bg-field max-wide:h-9" />
        </div>
        <div className="px-2">
          <ListSkeleton />
        </div>
      </div>
      <div className="room-pane relative min-h-0 overflow-clip bg-page">
        <ConversationSkeleton />
      </div>
    </div>
  )
}
