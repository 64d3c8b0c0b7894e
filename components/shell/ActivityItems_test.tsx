import { equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { AlertItem, TaskItem } from "./ActivityItems.tsx";

const TASK = {
  id: "t",
  name: "Async.VM.start",
  status: "failure",
  progress: 1,
  created: "2026-11-23T10:00:00Z",
  finished: "2026-11-23T10:00:05Z",
  error: "There is not enough memory",
  error_info: ["HOST_NOT_ENOUGH_FREE_MEMORY"],
  object: { collection: "vm", id: "1", name: "web" },
  allowed_operations: ["cancel"],
} as const;

const NOW = Date.parse("2026-11-23T10:01:00Z");

Deno.test("a failure says why in plain words, with the Xen-API's code and the way to its object", () => {
  const html = renderToString(<TaskItem task={TASK} now={NOW} onCancel={() => {}} />);
  match(html, /There is not enough memory/);
  equal(html.includes(" by "), false);
  match(renderToString(<TaskItem task={TASK} now={NOW} by="ada" onCancel={null} />), /by ada/);
  match(html, /<code[^>]*>HOST_NOT_ENOUGH_FREE_MEMORY<\/code>/);
  match(html, /<a href="\/vms\/1">web<\/a>/);
  equal(html.includes("Cancel"), false, "what is over is not cancelled");
});

Deno.test("what runs has its progress, and is cancelled by whoever may", () => {
  const running = {
    ...TASK,
    status: "pending",
    progress: 0.5,
    finished: null,
    error: "",
    error_info: [],
  } as const;
  match(
    renderToString(<TaskItem task={running} now={NOW} onCancel={() => {}} />),
    /<progress max="1" value="0.5"/,
  );
  match(renderToString(<TaskItem task={running} now={NOW} onCancel={() => {}} />), /Cancel/);
  equal(renderToString(<TaskItem task={running} now={NOW} onCancel={null} />).includes("<button"), false);
});

Deno.test("an alert has its priority in words, and is dismissed by whoever may", () => {
  const alert = {
    id: "a",
    name: "VM_CRASHED",
    priority: 2,
    values: {},
    time: "2026-11-23T10:00:00Z",
    object: { collection: "vm", id: "1", name: "web" },
  } as const;
  const html = renderToString(<AlertItem alert={alert} now={NOW} onRead={() => {}} onDismiss={() => {}} />);
  match(html, /web crashed/);
  match(html, /Major/);
  match(html, /aria-label="Mark as read: web crashed"/);
  match(html, /aria-label="Dismiss for everybody: web crashed"/);
  equal(
    renderToString(<AlertItem alert={alert} now={NOW} onRead={null} onDismiss={null} />).includes("<button"),
    false,
  );
});
