package io.voucherctl.server.voucher.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerProfile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Customers on the wire. */
final class CustomerJson {
  /** As at creation: summaries may lag, and ours do. */
  private static final String SUMMARY =
      """
      {"redemptions":{"total_redeemed":0,"total_failed":0,"total_succeeded":0,\
      "total_rolled_back":0,"total_rollback_failed":0,"total_rollback_succeeded":0,\
      "gift":{"redeemed_amount":0,"amount_to_go":0},\
      "loyalty_card":{"redeemed_points":0,"points_to_go":0}},\
      "orders":{"total_amount":0,"total_count":0,"average_amount":0,"last_order_amount":0}}\
      """;

  private static final String LOYALTY = "{\"points\":0,\"referred_customers\":0,\"campaigns\":{}}";
  private static final String REFERRALS = "{\"total\":0,\"campaigns\":[]}";

  private CustomerJson() {}

  static void write(JsonGenerator out, Customer customer) throws IOException {
    CustomerProfile profile = customer.profile();
    out.writeStartObject();
    out.writeStringField("id", customer.id());
    out.writeStringField("source_id", customer.sourceId());
    out.writeStringField("name", profile.name());
    out.writeStringField("description", profile.description());
    out.writeStringField("email", profile.email());
    out.writeStringField("phone", profile.phone());
    out.writeStringField("birthdate", profile.birthdate());
    VoucherJson.raw(out, "address", profile.address());
    VoucherJson.raw(out, "summary", SUMMARY);
    VoucherJson.raw(out, "loyalty", LOYALTY);
    VoucherJson.raw(out, "referrals", REFERRALS);
    VoucherJson.raw(out, "metadata", customer.metadata());
    VoucherJson.raw(out, "system_metadata", "{}");
    VoucherJson.time(out, "created_at", customer.createdAt());
    VoucherJson.time(out, "updated_at", customer.updatedAt());
    out.writeStringField("object", "customer");
    out.writeEndObject();
  }

  /** The short form inside redemptions and publications. */
  static void brief(JsonGenerator out, String name, @Nullable Customer customer)
      throws IOException {
    out.writeFieldName(name);
    if (customer == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("id", customer.id());
    out.writeStringField("name", customer.profile().name());
    out.writeStringField("email", customer.profile().email());
    out.writeStringField("source_id", customer.sourceId());
    VoucherJson.raw(out, "metadata", customer.metadata());
    out.writeStringField("object", "customer");
    out.writeEndObject();
  }

  /** The reference inside orders. */
  static void reference(JsonGenerator out, @Nullable String customerId) throws IOException {
    if (customerId != null) {
      out.writeObjectFieldStart("customer");
      out.writeStringField("id", customerId);
      out.writeStringField("object", "customer");
      out.writeEndObject();
    }
    out.writeStringField("customer_id", customerId);
  }
}
