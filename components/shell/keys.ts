// All keys there are: the sheet and the page of help show them.
import { msg } from "@/lib/view/text.ts";

export interface KeyLine {
  readonly keys: readonly string[];
  readonly what: string;
}

export const KEY_GROUPS: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] = [
  {
    title: msg("Everywhere"),
    lines: [
      { keys: ["Ctrl K", "⌘ K"], what: msg("Find objects, pages and actions") },
      { keys: ["t"], what: msg("Open and close the tree") },
      { keys: ["?"], what: msg("These keys") },
      { keys: ["Esc"], what: msg("Close menus and questions, clear the selection") },
    ],
  },
  {
    title: msg("In the palette"),
    lines: [
      { keys: ["↑", "↓"], what: msg("Next and previous entry") },
      { keys: ["Enter"], what: msg("Open it, or do it") },
      { keys: ["Tab"], what: msg("What can be done to the object; back to what was found") },
    ],
  },
  {
    title: msg("In the tree"),
    lines: [
      { keys: ["↑", "↓"], what: msg("Next and previous entry") },
      { keys: ["→", "←"], what: msg("Open and close an entry, go to what is in it or what it is in") },
      { keys: ["Enter"], what: msg("Open its page") },
      { keys: ["a…z"], what: msg("Go to the next entry that begins so") },
    ],
  },
  {
    title: msg("In lists"),
    lines: [
      { keys: ["/"], what: msg("Go to the filter") },
      { keys: ["j", "k"], what: msg("Next and previous row") },
      { keys: ["x"], what: msg("Select or unselect the row") },
      {
        keys: ["Shift"],
        what: msg(
          "With a click on a box: all rows from the last one; on a column's head: sort by it as well",
        ),
      },
      { keys: ["Enter"], what: msg("Open the row's page") },
    ],
  },
];
