// What components are told of a list's state: types alone.
export type { ListModel } from "./model.ts";
export type { Window } from "./window.ts";
