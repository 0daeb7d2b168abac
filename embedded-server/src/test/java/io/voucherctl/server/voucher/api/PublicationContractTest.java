package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publications, as the contract shows them. */
final class PublicationContractTest extends ContractTest {
  @BeforeEach
  void open() {
    caller.post("/v1/campaigns", campaign("Majówka", "AUTO_UPDATE", 1));
    caller.post("/v1/campaigns", campaign("stałe", "STATIC", 1));
    caller.post("/v1/vouchers/RAZ", "{\"gift\":{\"amount\":1},\"redemption\":{\"quantity\":2}}");
    caller.post("/v1/vouchers/ZAWSZE", "{\"gift\":{\"amount\":1}}");
  }

  @Test
  void aPublicationIsAnsweredFieldByField() throws IOException {
    Answer answer =
        caller.post(
            "/v1/publications",
            """
            {"campaign":{"name":"Majówka"},"customer":{"source_id":"k-501"},
             "source_id":"wysylka-77"}
            """);
    assertThat(answer.status()).isEqualTo(200);
    String customer = caller.get("/v1/customers/k-501").text("/id");
    String code = answer.text("/voucher/code");
    assertLike(
        answer.body(),
        """
        {"id":"~pub_[0-9A-Za-z]{32}","object":"publication",
         "created_at":"2026-05-04T09:00:00.120Z","customer_id":"CUSTOMER","tracking_id":"k-501",
         "metadata":{},"channel":"API","source_id":"wysylka-77","result":"SUCCESS",
         "customer":{"id":"CUSTOMER","name":null,"email":null,"source_id":"k-501","metadata":{},
          "object":"customer"},
         "vouchers_id":["%s"],"voucher":%s}
        """
            .formatted(answer.text("/voucher/id"), caller.get("/v1/vouchers/" + code).body())
            .replace("CUSTOMER", customer));
    assertThat(answer.text("/voucher/holder_id")).isEqualTo(customer);
    assertThat(answer.number("/voucher/publish/count")).isEqualTo(1);
    assertThat(answer.text("/voucher/campaign")).isEqualTo("Majówka");
  }

  @Test
  void aSourceIdIsUsedOnce() throws IOException {
    String body =
        "{\"voucher\":\"ZAWSZE\",\"customer\":{\"source_id\":\"k\"},\"source_id\":\"s-1\"}";
    Answer first = caller.post("/v1/vouchers/publish", body);
    Answer second = caller.post("/v1/publications", body);
    assertLike(
        second.body(),
        """
        {"code":400,"key":"duplicate_source_id","message":"Duplicate source_id",
         "details":"Publication with source_id: 's-1' already exists",
         "request_id":"~v-[0-9a-f]{18}"}
        """);
    Answer found = caller.get("/v1/publications?source_id=s-1");
    assertThat(found.number("/total")).isEqualTo(1);
    assertThat(found.text("/publications/0/id")).isEqualTo(first.text("/id"));
    assertThat(caller.post("bolt", "/v1/publications", body).status()).isEqualTo(404);
  }

  @Test
  void anAutoUpdateCampaignGrowsAndAStaticOneRunsOut() {
    for (int i = 1; i <= 3; i++) {
      Answer answer = publish("\"campaign\":\"Majówka\"", "k" + i);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(caller.get("/v1/campaigns/Maj%C3%B3wka").number("/vouchers_count")).isEqualTo(i);
    }
    assertThat(publish("\"campaign\":\"stałe\"", "k").status()).isEqualTo(200);
    Answer none = publish("\"campaign\":\"stałe\"", "new");
    assertThat(none.text("/key")).isEqualTo("no_voucher_suitable_for_publication");
    assertThat(caller.get("/v1/customers/new").status()).isEqualTo(404);
    assertThat(publish("\"campaign\":\"none\"", "k").text("/resource_type")).isEqualTo("campaign");
  }

  @Test
  void theOldestUnpublishedActiveVoucherOfACampaignIsTaken() {
    String id = caller.post("/v1/campaigns", campaign("c", "STATIC", 0)).text("/id");
    for (String code : List.of("A", "B", "C")) {
      caller.post("/v1/campaigns/c/vouchers/" + code, "");
    }
    assertThat(publish("\"voucher\":\"B\"", "k").status()).isEqualTo(200);
    assertThat(publish("\"campaign\":{\"name\":\"" + id + "\"}", "k").text("/voucher/code"))
        .isEqualTo("A");
    assertThat(publish("\"campaign\":{\"name\":\"c\"}", "k").text("/voucher/code")).isEqualTo("C");
    assertThat(publish("\"voucher\":\"B\"", "k").text("/key"))
        .isEqualTo("voucher_already_published");
  }

  @Test
  void aStandaloneVoucherIsPublishedAsOftenAsItCanBeRedeemed() {
    assertThat(publish("\"voucher\":\"RAZ\"", "a").status()).isEqualTo(200);
    assertThat(publish("\"voucher\":\"RAZ\"", "b").status()).isEqualTo(200);
    Answer third = publish("\"voucher\":\"RAZ\"", "c");
    assertThat(third.text("/key")).isEqualTo("voucher_already_published");
    assertThat(third.text("/message")).isEqualTo("Voucher already published");
    for (int i = 0; i < 5; i++) {
      assertThat(publish("\"voucher\":\"ZAWSZE\",\"campaign\":\"none\"", "a").status())
          .isEqualTo(200);
    }
    assertThat(publish("\"voucher\":\"none\"", "a").text("/resource_type")).isEqualTo("voucher");
  }

  @Test
  void whoJoinsOnceGetsTheEarlierPublicationAgain() {
    Answer first = publish("\"campaign\":\"Majówka\"", "k");
    String again = "{\"campaign\":\"Majówka\",\"customer\":{\"source_id\":\"k\"}}";
    assertThat(caller.post("/v1/publications?join_once=true", again)).isEqualTo(first);
    assertThat(caller.post("/v1/publications?join_once=false", again).text("/id"))
        .isNotEqualTo(first.text("/id"));
    assertThat(caller.post("/v1/publications?join_once=x", again).text("/key"))
        .isEqualTo("invalid_query_params");
    caller.post(
        "/v1/campaigns",
        campaign("raz", "AUTO_UPDATE", 0).replace("{\"name\"", "{\"join_once\":true,\"name\""));
    Answer joined = publish("\"campaign\":\"raz\"", "k");
    assertThat(publish("\"campaign\":\"raz\"", "k")).isEqualTo(joined);
    assertThat(publish("\"campaign\":\"raz\"", "other").text("/id"))
        .isNotEqualTo(joined.text("/id"));
    Answer byCode = publish("\"voucher\":\"RAZ\"", "k");
    assertThat(
            caller.post(
                "/v1/publications?join_once=true",
                "{\"voucher\":\"RAZ\",\"customer\":{\"source_id\":\"k\"}}"))
        .isEqualTo(byCode);
  }

  @Test
  void whatCannotBePublishedIsRefused() {
    assertThat(caller.post("/v1/publications", "{\"customer\":{\"source_id\":\"k\"}}").text("/key"))
        .isEqualTo("missing_vouchers");
    assertThat(caller.post("/v1/publications", "{\"voucher\":\"RAZ\"}").text("/key"))
        .isEqualTo("invalid_payload");
    assertThat(publish("\"campaign\":{}", "k").text("/key")).isEqualTo("invalid_payload");
    assertThat(publish("\"campaign\":[]", "k").text("/key")).isEqualTo("invalid_payload");
    assertThat(
            publish("\"source_id\":\"s\",\"campaign\":{\"name\":\"Majówka\",\"count\":2}", "k")
                .text("/key"))
        .isEqualTo("too_many_vouchers_requested");
    assertThat(publish("\"campaign\":{\"name\":\"Majówka\",\"count\":1}", "k").status())
        .isEqualTo(200);
  }

  private Answer publish(String what, String customer) {
    return caller.post(
        "/v1/publications", "{%s,\"customer\":{\"source_id\":\"%s\"}}".formatted(what, customer));
  }

  private static String campaign(String name, String type, int count) {
    return """
    {"name":"%s","type":"%s","vouchers_count":%d,"voucher":{"discount":{"type":"AMOUNT",
     "amount_off":500},"code_config":{"prefix":"MAJ"}}}
    """
        .formatted(name, type, count);
  }
}
