// The actions of drives: how disks and discs are connected to their VM.
import { z } from "zod";
import { msg } from "@/lib/view/text.ts";
import { type Action, action, NO_ARGS } from "./definition.ts";
import { operationRefusal } from "./eligibility.ts";
import { oneOf } from "./fields.ts";

const NOUN = "drive";

const plug = action<"vbd", typeof NO_ARGS>({
  name: "plug",
  label: msg("Plug"),
  summary: "Gives the running VM the disk",
  group: "devices",
  args: NO_ARGS,
  refused: (vbd) => vbd.currently_attached ? "It is already plugged" : operationRefusal(vbd, "plug", NOUN),
  run: ({ pool, ref }) => pool.Async.VBD.plug(ref),
});

const unplug = action<"vbd", typeof NO_ARGS>({
  name: "unplug",
  label: msg("Unplug"),
  summary: "Takes the disk away from the running VM, if its guest gives it back",
  group: "devices",
  dangerous: true,
  consequences: [msg("What the guest has not written to it is lost.")],
  args: NO_ARGS,
  refused: (vbd) => vbd.currently_attached ? operationRefusal(vbd, "unplug", NOUN) : "It is not plugged",
  run: ({ pool, ref }) => pool.Async.VBD.unplug(ref),
});

const detach = action<"vbd", typeof NO_ARGS>({
  name: "detach",
  label: msg("Detach"),
  summary: "Removes the drive from the VM; the disk stays",
  group: "devices",
  dangerous: true,
  consequences: [msg("The VM does not have the disk any more; the disk stays.")],
  args: NO_ARGS,
  refused: (vbd) => vbd.currently_attached ? "It is plugged: unplug it first" : null,
  run: ({ pool, ref }) => pool.Async.VBD.destroy(ref),
});

const modeArgs = z.object({
  mode: oneOf(msg("Access"), "RW: the VM may write to the disk; RO: it may read alone", ["RW", "RO"]),
});

const setMode = action<"vbd", typeof modeArgs>({
  name: "set_mode",
  label: msg("Change access"),
  summary: "Lets a halted VM write to the disk, or read it alone",
  group: "devices",
  args: modeArgs,
  first: (vbd) => ({ mode: vbd.mode }),
  refused: (vbd) =>
    vbd.type === "CD" ? "A disc can only be read" : vbd.currently_attached ? "It is plugged" : null,
  run: ({ pool, ref }, { mode }) => pool.Async.VBD.set_mode(ref, mode),
});

export const VBD_ACTIONS: readonly Action<"vbd">[] = [plug, unplug, setMode, detach];
