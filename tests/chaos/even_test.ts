// The scenarios with even seeds.
import { registerScenarios } from "./shard.ts";

registerScenarios(0);
