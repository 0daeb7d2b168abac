package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Redemption;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The map of what was redeemed with an order. */
final class OrderUsesJson {
  private OrderUsesJson() {}

  /** Newest first; a stack is one entry, under its parent. */
  static void write(JsonGenerator out, List<Redemption> redemptions) throws IOException {
    List<Redemption> roots = redemptions.stream().filter(r -> r.parentId() == null).toList();
    if (roots.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("redemptions");
    for (Redemption root : roots) {
      out.writeObjectFieldStart(root.id());
      VoucherJson.time(out, "date", root.date());
      if (root.rollbackId() != null) {
        out.writeStringField("rollback_id", root.rollbackId());
        VoucherJson.time(out, "rollback_date", root.rollbackDate());
      }
      RedemptionJson.relation(out, root);
      if (root.campaignId() != null) {
        out.writeStringField("related_object_parent_id", root.campaignId());
      }
      if (root.isParent()) {
        stacked(out, root, redemptions);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void stacked(JsonGenerator out, Redemption parent, List<Redemption> redemptions)
      throws IOException {
    List<Redemption> children =
        redemptions.reversed().stream().filter(r -> parent.id().equals(r.parentId())).toList();
    texts(out, "stacked", children.stream().map(Redemption::id).toList());
    if (parent.rollbackId() != null) {
      texts(
          out,
          "rollback_stacked",
          children.stream().map(Redemption::rollbackId).filter(Objects::nonNull).toList());
    }
  }

  private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
