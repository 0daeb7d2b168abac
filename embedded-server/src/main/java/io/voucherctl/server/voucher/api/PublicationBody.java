package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.work.Publish;
import io.voucherctl.server.voucher.work.Publish.Source;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A publication as a request asks for it, in its body or in its query. */
final class PublicationBody {
  private static final String DEFAULT_CHANNEL = "API";
  private static final String NO_METADATA = "{}";

  private static final List<String> IN_QUERY =
      List.of("campaign", "voucher", "customer", "source_id", "channel", "metadata", "count");

  private PublicationBody() {}

  /** The body that a query stands for. */
  static Fields inQuery(Json json, Query query) {
    return QueryBody.read(json, query, IN_QUERY);
  }

  static Publish.Ask read(Fields body, Query query) {
    Source source = source(body);
    CustomerDraft customer = Bodies.customerIn(body);
    if (customer == null) {
      throw body.wrong("customer", "an object that names or describes a customer");
    }
    String sourceId = body.name("source_id");
    checkCount(body, sourceId);
    return new Publish.Ask(
        source,
        joinOnce(query),
        customer,
        Objects.requireNonNullElse(body.text("channel"), DEFAULT_CHANNEL),
        sourceId,
        Objects.requireNonNullElse(body.document("metadata"), NO_METADATA));
  }

  /** The voucher wins when both are sent. */
  private static Source source(Fields body) {
    String voucher = body.name("voucher");
    if (voucher != null) {
      return new Source.OfVoucher(voucher);
    }
    Fields campaign = campaign(body);
    if (campaign == null && !body.has("campaign")) {
      throw Refusal.MISSING_VOUCHERS.because("a voucher or a campaign is needed");
    }
    String name = campaign == null ? body.name("campaign") : campaign.name("name");
    if (name == null) {
      throw body.wrong("campaign.name", "a string");
    }
    return new Source.OfCampaign(name);
  }

  /** Null when it is a plain string, or not there. */
  private static @Nullable Fields campaign(Fields body) {
    return body.node().path("campaign").isTextual() ? null : body.object("campaign");
  }

  private static void checkCount(Fields body, @Nullable String sourceId) {
    Fields campaign = campaign(body);
    Long count = (campaign == null ? body : campaign).wholeOrText("count");
    if (count != null && count != 1) {
      throw count == 0
          ? body.wrong("count", "1")
          : Refusal.TOO_MANY_VOUCHERS_REQUESTED.because(
              sourceId == null
                  ? "one publication gives one voucher"
                  : "a publication with a source_id gives one voucher");
    }
  }

  private static @Nullable Boolean joinOnce(Query query) {
    String sent = Brackets.first(query, "join_once");
    return switch (sent) {
      case null -> null;
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.INVALID_QUERY_PARAMS.because("join_once must be true or false");
    };
  }
}
