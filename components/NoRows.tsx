// What stands in place of a list without rows: the next step.
import { Empty } from "./Bits.tsx";
import type { IconName } from "./Icon.tsx";

/** @param what one of what the list holds: "host". @param total how many there are without the filter */
export function NoRows({ icon, what, total, path }: {
  icon: IconName;
  what: string;
  total: number;
  path: string;
}) {
  return total === 0
    ? (
      <Empty icon={icon} title={`No ${what} yet`}>
        They come with a pool. <a href="/pools">To the pools</a>
      </Empty>
    )
    : (
      <Empty icon={icon} title={`No ${what} matches the filter`}>
        <a href={path}>Show all of them</a>
      </Empty>
    );
}
