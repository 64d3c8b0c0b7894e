// The two forms in front of the door, sent with less than they ask for, as programs and hand-written requests do.
import assert from "node:assert/strict";
import { startScript, startServer } from "../processes.ts";
import { PASSWORD, withData } from "./support.ts";

/** Sends a form; gives the status and the page that answers. */
async function send(url: string, path: string, fields: Record<string, string>): Promise<[number, string]> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return [response.status, await response.text()];
}

Deno.test("set-up says which of its fields are empty before it compares the passwords", async () => {
  await withData(async (data) => {
    await using server = await startScript("start.ts", ["--listen", "127.0.0.1:0", "--data", data], {
      ready: /^Atoll ready at /,
    });
    const token = /token=(\S+)/.exec(await server.line(/^Set it up at /))?.[1] ?? "";
    const cases: [Record<string, string>, string][] = [
      [{}, "Enter a user name and a password"],
      [{ username: "ada" }, "Enter a password"],
      [{ password: PASSWORD, repeated: PASSWORD }, "Enter a user name"],
      [{ username: "ada", password: PASSWORD }, "The two passwords differ"],
    ];
    for (const [fields, message] of cases) {
      const [status, html] = await send(server.url, "/setup", { token, ...fields });
      assert.equal(status, 422, message);
      assert.ok(html.includes(`>${message}<`), message);
    }
    const whole = { token, username: "ada", password: PASSWORD, repeated: PASSWORD };
    assert.equal((await send(server.url, "/setup", whole))[0], 303);
  });
});

Deno.test("sign-in asks for what is missing, as no wrong password, and the log says so", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    for (const fields of [{}, { username: "admin" }, { password: PASSWORD }]) {
      const [status, html] = await send(server.url, "/sign-in", fields);
      assert.equal(status, 422);
      assert.match(html, /Enter your user name and your password/);
    }
    await server.line(/"path":"\/sign-in","status":422,.*"code":"credentials-missing"/);
    assert.equal((await send(server.url, "/sign-in", { username: "admin", password: "wrong" }))[0], 401);
    await server.line(/"path":"\/sign-in","status":401,.*"reason":"/);
    assert.equal((await send(server.url, "/sign-in", { username: "admin", password: PASSWORD }))[0], 303);
  });
});
