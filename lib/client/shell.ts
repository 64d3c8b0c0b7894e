// What the shell brings to every page: named here so that it comes as one file (`shared` in dev.ts), which compresses better than
// one for each set of islands that share some of it. It does nothing by itself.
import "preact";
import "preact/hooks";
import "preact/jsx-runtime";
import "fresh/runtime";
import "@/lib/view/connection_label.ts";
import "@/lib/view/format.ts";
import "@/lib/view/hrefs.ts";
import "@/lib/view/merge_patch.ts";
import "@/lib/view/page_data.ts";
import "@/lib/view/text.ts";
import "./activity.ts";
import "./clock.ts";
import "./filtered.ts";
import "./keys.ts";
import "./lazy.ts";
import "./live.ts";
import "./menus.ts";
import "./page_stream.ts";
import "./panels.ts";
import "./toasts.ts";
import "./zone.ts";
