// Reading the objects of every collection, and performing their actions: generated from the collections and the registry.
import { z } from "@hono/zod-openapi";
import { known, NOUNS } from "@/lib/actions/actions.ts";
import { actionsOf, findAction } from "@/lib/actions/registry.ts";
import type { ActionsService } from "@/lib/actions/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import { type Collection, COLLECTIONS, type Json } from "@/lib/view/types.ts";
import { visible } from "@/lib/view/visible.ts";
import { readBody } from "./guard.ts";
import { DEFAULT_LIMIT, listPage, MAX_LIMIT, picker } from "./lists.ts";
import { param, type Routes } from "./routes.ts";
import { PLURAL, SHAPES, taskStatus, TITLE } from "./shapes.ts";

const fields = z.string().optional().describe(
  "Fields to give, separated by commas; all when left out. The id always comes",
);

const listQuery = z.object({
  filter: z.string().optional().describe(
    "Query text as in the lists: `power_state:Running memory:>4GiB web`",
  ),
  fields,
  limit: z.string().optional().describe(`Items a page, 1 to ${MAX_LIMIT}; ${DEFAULT_LIMIT} when left out`),
  cursor: z.string().optional().describe("`next` of the page before"),
});

const fieldShape = z.object({
  name: z.string().describe("The argument"),
  label: z.string(),
  kind: z.enum(["text", "lines", "number", "size", "yes", "choice", "one", "many"]),
  required: z.boolean(),
  min: z.number().optional(),
  max: z.number().optional(),
  options: z.array(z.string()).optional(),
  offers: z.boolean().optional().describe("It names another object"),
  value: z.string().optional().describe("As it is now; of a size in GiB"),
}).openapi("ActionField");

const actionShape = z.object({
  name: z.string(),
  label: z.string(),
  group: z.string().describe("Under which heading a menu has it"),
  dangerous: z.boolean().describe("Loses data or interrupts work"),
  refused: z.string().nullable().describe("Why it cannot be done now; null when it can"),
  fields: z.array(fieldShape).describe("What a form asks for"),
  consequences: z.array(z.string()).describe("What follows, told before it is done"),
}).openapi("Action");

const resultShape = z.object({
  task: z.string().nullable().describe("Id of the pool's task; null when all is done"),
  id: z.string().optional().describe("The task's id once more, as in the list of tasks; only with a task"),
  name: z.string().optional().describe(
    "The task's name, the action's until the pool has told of the task; only with a task",
  ),
  status: taskStatus.optional().describe("How the task stands; only with a task"),
}).openapi("Result");

/** Not z.json(): what JSON.parse gave is JSON, and checking that again recurses as deep as somebody nested it. */
const anything = z.record(z.string(), z.custom<Json>());

export interface ObjectDeps {
  readonly cache: CacheReader;
  readonly actions: ActionsService;
  readonly rights: RightsService;
}

export function objectRoutes(routes: Routes, deps: ObjectDeps): void {
  for (const collection of COLLECTIONS) {
    readRoutes(routes, deps, collection);
    actionRoutes(routes, deps, collection);
  }
}

function readRoutes(routes: Routes, { cache, actions, rights }: ObjectDeps, collection: Collection): void {
  const path = `/api/v1/${PLURAL[collection]}`;
  const rule = `${collection}.read` as const;
  const tag = TITLE[collection];
  const noun = NOUNS[collection];
  const shape = SHAPES[collection];

  routes.add(
    {
      method: "get",
      path,
      tag,
      summary: `Lists ${PLURAL[collection]}, by name and id`,
      query: listQuery,
      status: 200,
      answer: z.object({
        items: z.array(shape),
        next: z.string().nullable().describe("Cursor of the next page; null at the end"),
      }),
    },
    rule,
    (context, principal) => {
      const seen = visible(cache, rights.sight(principal));
      return Response.json(listPage(seen, collection, queryOf(context.req.raw)));
    },
  );

  routes.add(
    {
      method: "get",
      path: `${path}/{id}`,
      tag,
      summary: `One ${noun}`,
      query: z.object({ fields }),
      status: 200,
      answer: shape,
    },
    rule,
    (context, principal) => {
      const pick = picker(collection, queryOf(context.req.raw).fields);
      const seen = visible(cache, rights.sight(principal));
      return Response.json(pick(known(seen, collection, param(context, "id"))));
    },
  );

  routes.add(
    {
      method: "get",
      path: `${path}/{id}/actions`,
      tag,
      summary: `What can be done to a ${noun}, and why some of it cannot be done now`,
      status: 200,
      answer: z.object({ items: z.array(actionShape) }),
    },
    rule,
    (context, principal) => {
      return Response.json({ items: actions.list(principal, collection, param(context, "id")) });
    },
  );
}

function actionRoutes(routes: Routes, { cache, actions }: ObjectDeps, collection: Collection): void {
  const path = `/api/v1/${PLURAL[collection]}/{id}`;
  for (const { name, summary, args } of actionsOf(collection)) {
    routes.describe({
      method: "post",
      path: `${path}/${name}`,
      tag: TITLE[collection],
      summary: `${summary}. Answers 200 where all is done at once`,
      body: args,
      status: 202,
      answer: resultShape,
    });
  }
  // Who may read but not operate is refused by the action itself, which notes it in the audit log.
  routes.serve(
    { method: "post", path: `${path}/{action}` },
    `${collection}.read`,
    async (context, principal) => {
      const name = param(context, "action");
      const args = await readBody(context.req.raw, anything);
      const action = findAction(collection, name);
      // Forms may carry more than an action's arguments; a program that does has misspelt one.
      if (action !== undefined) refuseUnknown(args, action.args);
      const result = await actions.perform(principal, collection, param(context, "id"), name, args);
      if (result.task === null) return Response.json({ task: null });
      // The pool's event about the task may be here already, or come later.
      const { status, name: called } = cache.get("task", result.task) ??
        { status: "pending", name: action?.label ?? name };
      return Response.json({ task: result.task, id: result.task, name: called, status }, { status: 202 });
    },
  );
}

function refuseUnknown(args: object, schema: z.ZodObject): void {
  const unknown = Object.keys(args).find((name) => !Object.hasOwn(schema.shape, name))?.slice(0, 64);
  if (unknown === undefined) return;
  throw new AtollError(422, "unknown-argument", `There is no argument "${unknown}"`, unknown);
}

function queryOf(request: Request): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(new URL(request.url).searchParams);
}
