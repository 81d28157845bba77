/** Whether a dialog lies over the page, and takes the keys; one that is closing does not any more. */
export function isOverlaid(): boolean {
  return document.querySelector(':is([role="dialog"], [role="alertdialog"]):not([data-closed])') !== null
}
