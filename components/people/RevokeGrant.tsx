// What is asked before a grant is taken away.
import { formView, type Sent } from "@/lib/view/form.ts";
import { grantSentence } from "@/lib/view/grant.ts";
import { t } from "@/lib/view/text.ts";
import { Ask, PageForm } from "../PageForm.tsx";
import type { GrantRow } from "./Grants.tsx";

export function RevokeGrant({ grant, sent, path }: { grant: GrantRow; sent: Sent | null; path: string }) {
  const { who, role, scope, target } = grant;
  return (
    <Ask
      title={t("Revoke this?")}
      lines={[
        `${grantSentence(who, role, scope, target)}.`,
        t("This ends at once, also in pages that are open, unless another grant allows the same."),
      ]}
    >
      <PageForm
        form={formView(sent, "revoke")}
        hidden={{ grant: grant.id }}
        submit={t("Revoke")}
        tone="danger"
        cancel={path}
      />
    </Ask>
  );
}
