// The scenarios with odd seeds.
import { registerScenarios } from "./shard.ts";

registerScenarios(1);
