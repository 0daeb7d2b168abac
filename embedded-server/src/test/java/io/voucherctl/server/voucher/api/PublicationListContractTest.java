package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publications by query and in lists, as the contract shows them. */
final class PublicationListContractTest extends ContractTest {
  @BeforeEach
  void open() {
    caller.post("/v1/campaigns", campaign("Majówka", "AUTO_UPDATE", 1));
    caller.post("/v1/campaigns", campaign("stałe", "STATIC", 1));
    caller.post("/v1/vouchers/RAZ", "{\"gift\":{\"amount\":1},\"redemption\":{\"quantity\":2}}");
    caller.post("/v1/vouchers/ZAWSZE", "{\"gift\":{\"amount\":1}}");
  }

  @Test
  void aPublicationIsMadeByQueryInEverySpelling() throws IOException {
    for (String query :
        List.of(
            "campaign[name]=Maj%C3%B3wka&customer[source_id]=k-502",
            "campaign%5Bname%5D=Maj%C3%B3wka&customer%5Bsource_id%5D=k-502",
            "[campaign][name]=Maj%C3%B3wka&[customer][source_id]=k-502",
            "campaign=Maj%C3%B3wka&customer[source_id]=k-502&campaign_id=x")) {
      Answer answer = caller.get("/v1/publications/create?" + query + "&metadata[a]=b");
      assertThat(answer.status()).as(query).isEqualTo(200);
      assertThat(answer.text("/tracking_id")).isEqualTo("k-502");
      assertLike(answer.body().at("/metadata"), "{\"a\":\"b\"}");
    }
    String id = caller.get("/v1/customers/k-502").text("/id");
    Answer byId = caller.get("/v1/publications/create?voucher=RAZ&source_id=q&customer[id]=" + id);
    assertThat(byId.text("/customer_id")).isEqualTo(id);
    assertThat(byId.text("/source_id")).isEqualTo("q");
    for (String wrong :
        List.of(
            "voucher=RAZ",
            "voucher=RAZ&customer=k",
            "voucher=RAZ&customer[source_id]=k&customer=k",
            "voucher=RAZ&customer[source_id][x]=k",
            "voucher=RAZ&customer[source_id=k",
            "voucher=RAZ&customer[a][b][c][d][e]=k")) {
      Answer answer = caller.get("/v1/publications/create?" + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.text("/key")).as(wrong).isEqualTo("invalid_query_params");
    }
    assertThat(caller.get("/v1/publications/create?customer[source_id]=k").text("/key"))
        .isEqualTo("missing_vouchers");
    assertThat(
            caller
                .get(
                    "/v1/publications/create?campaign[name]=Maj%C3%B3wka&campaign[count]=2"
                        + "&customer[source_id]=k")
                .text("/key"))
        .isEqualTo("too_many_vouchers_requested");
  }

  @Test
  void publicationsAreListedWithShortVouchersUnderEveryFilter() throws IOException {
    Answer one = publish("\"campaign\":\"Majówka\"", "k1");
    caller.advance(Duration.ofSeconds(1));
    Answer two = publish("\"voucher\":\"RAZ\",\"source_id\":\"s\"", "k2");
    Answer list = caller.get("/v1/publications");
    assertThat(list.text("/data_ref")).isEqualTo("publications");
    assertThat(list.text("/object")).isEqualTo("list");
    assertThat(ids(list)).containsExactly(two.text("/id"), one.text("/id"));
    assertLike(
        list.body().at("/publications/1/voucher"),
        """
        {"id":"~v_.+","code":"~MAJ.+","campaign":"Majówka","campaign_id":"~camp_.+",
         "type":"DISCOUNT_VOUCHER","is_referral_code":false,"object":"voucher"}
        """);
    assertThat(list.text("/publications/1/customer/source_id")).isEqualTo("k1");
    String first = one.text("/id");
    assertThat(found("campaign=Maj%C3%B3wka")).containsExactly(first);
    assertThat(found("voucher=" + one.text("/voucher/code"))).containsExactly(first);
    assertThat(found("voucher=" + one.text("/voucher/id"))).containsExactly(first);
    assertThat(found("customer=" + one.text("/customer_id"))).containsExactly(first);
    assertThat(found("customer=k1")).containsExactly(first);
    assertThat(found("[voucher_type]=DISCOUNT_VOUCHER")).containsExactly(first);
    assertThat(found("created_at[before]=2026-05-04T09:00:01Z")).containsExactly(first);
    assertThat(found("[created_at][after]=2026-05-04T09:00:01Z")).containsExactly(two.text("/id"));
    assertThat(found("filters[source_id][conditions][$is][0]=s")).containsExactly(two.text("/id"));
    assertThat(found("result=SUCCESS&is_referral_code=false")).hasSize(2);
    assertThat(found("order=created_at&limit=1")).containsExactly(first);
    assertThat(found("page=1000")).isEmpty();
    for (String nothing :
        List.of(
            "result=FAILURE", "is_referral_code=true", "customer=x", "campaign=x", "voucher=x")) {
      assertThat(found(nothing)).as(nothing).isEmpty();
    }
    assertThat(caller.get("/v1/publications?page=1001").text("/key")).isEqualTo("page_over_limit");
    for (String wrong : List.of("voucher_type=x", "result=x", "is_referral_code=x", "order=x")) {
      assertThat(caller.get("/v1/publications?" + wrong).text("/key"))
          .as(wrong)
          .isEqualTo("invalid_query_params");
    }
    assertThat(caller.call("bolt", "GET", "/v1/publications", new byte[0]).number("/total"))
        .isZero();
  }

  @Test
  void theAddressInAVoucherLeadsToItsPublications() {
    Answer one = publish("\"voucher\":\"RAZ\"", "k");
    publish("\"voucher\":\"ZAWSZE\"", "k");
    Answer list = caller.get(one.text("/voucher/publish/url"));
    assertThat(ids(list)).containsExactly(one.text("/id"));
    assertThat(list.number("/total")).isEqualTo(1);
    assertThat(caller.get("/v1/vouchers/none/publications").status()).isEqualTo(404);
  }

  private Answer publish(String what, String customer) {
    return caller.post(
        "/v1/publications", "{%s,\"customer\":{\"source_id\":\"%s\"}}".formatted(what, customer));
  }

  private List<String> found(String query) {
    return ids(caller.get("/v1/publications?" + query));
  }

  private static List<String> ids(Answer list) {
    assertThat(list.status()).isEqualTo(200);
    List<String> ids = new java.util.ArrayList<>();
    list.body().at("/publications").forEach(each -> ids.add(each.get("id").textValue()));
    return ids;
  }

  private static String campaign(String name, String type, int count) {
    return """
    {"name":"%s","type":"%s","vouchers_count":%d,"voucher":{"discount":{"type":"AMOUNT",
     "amount_off":500},"code_config":{"prefix":"MAJ"}}}
    """
        .formatted(name, type, count);
  }
}
