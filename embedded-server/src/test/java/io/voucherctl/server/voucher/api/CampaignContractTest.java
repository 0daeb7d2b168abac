package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Campaigns, as the contract shows them. */
final class CampaignContractTest extends ContractTest {
  private static final String MAJOWKA =
      """
      {"name":"Majówka","type":"AUTO_UPDATE","vouchers_count":2,"unknown":1,
       "start_date":"2026-05-01","expiration_date":"2026-06-01T12:00:00+02:00",
       "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},
        "redemption":{"quantity":1},"metadata":{"m":1},"code_config":{"pattern":"MAJ-####"}}}
      """;

  @Test
  void aCampaignIsAnsweredFieldByField() throws IOException {
    Answer made = caller.post("/v1/campaigns", MAJOWKA);
    assertThat(made.status()).isEqualTo(200);
    assertLike(
        made.body(),
        """
        {"id":"~camp_[0-9A-Za-z]{24}","name":"Majówka","description":null,
         "campaign_type":"DISCOUNT_COUPONS","type":"AUTO_UPDATE",
         "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},
          "redemption":{"quantity":1},"metadata":{"m":1},"code_config":{"pattern":"MAJ-####"}},
         "auto_join":false,"join_once":false,"start_date":"2026-05-01T00:00:00.000Z",
         "expiration_date":"2026-06-01T10:00:00.000Z","vouchers_count":2,"active":true,
         "category":null,"category_id":null,"metadata":{},
         "created_at":"2026-05-04T09:00:00.120Z","updated_at":null,
         "vouchers_generation_status":"DONE","protected":false,
         "validation_rules_assignments":{"object":"list","data_ref":"data","data":[],"total":0},
         "object":"campaign"}
        """);
    assertThat(caller.get("/v1/campaigns/Maj%C3%B3wka")).isEqualTo(made);
    assertThat(caller.get("/v1/campaigns/" + made.text("/id"))).isEqualTo(made);
  }

  @Test
  void aNameIsTakenOncePerTenant() throws IOException {
    caller.post("/v1/campaigns", MAJOWKA);
    Answer again = caller.post("/v1/campaigns", MAJOWKA);
    assertThat(again.status()).isEqualTo(409);
    assertLike(
        again.body(),
        """
        {"code":409,"key":"duplicate_found","message":"Duplicated resource found",
         "details":"Duplicated campaign exists with id Majówka","request_id":"~v-[0-9a-f]{18}",
         "resource_id":"Majówka","resource_type":"campaign"}
        """);
    assertThat(caller.post("bolt", "/v1/campaigns", MAJOWKA).status()).isEqualTo(200);
  }

  @Test
  void whatIsWrongWithACampaignIsRefused() {
    String voucher = "\"voucher\":{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}%s}";
    for (String body :
        List.of(
            "{}",
            "{" + voucher.formatted("") + "}",
            "{\"name\":\"a\"}",
            "{\"name\":\"\"," + voucher.formatted("") + "}",
            "{\"name\":\"a\",\"voucher\":{}}",
            "{\"name\":\"a\",\"voucher\":[]}",
            "{\"name\":\"a\",\"voucher\":{\"discount\":{\"type\":\"AMOUNT\"}}}",
            "{\"name\":\"a\",\"voucher\":{\"type\":\"LOYALTY_CARD\"}}",
            "{\"name\":\"a\",\"type\":\"PROMOTION\"," + voucher.formatted("") + "}",
            "{\"name\":\"a\",\"campaign_type\":\"GIFT_VOUCHERS\"," + voucher.formatted("") + "}",
            "{\"name\":\"a\",\"vouchers_count\":20001," + voucher.formatted("") + "}",
            "{\"name\":\"a\",\"vouchers_count\":-1," + voucher.formatted("") + "}",
            "{\"name\":\"a\",\"start_date\":\"x\"," + voucher.formatted("") + "}",
            "{\"name\":\"a\","
                + voucher.formatted(",\"additional_info\":\"" + "x".repeat(9000) + "\"")
                + "}")) {
      Answer answer = caller.post("/v1/campaigns", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text("/key")).as(body).isEqualTo("invalid_campaign");
      assertThat(answer.text("/message")).isEqualTo("Invalid Campaign");
    }
    Answer codes =
        caller.post(
            "/v1/campaigns",
            "{\"name\":\"a\",\"vouchers_count\":101,"
                + voucher.formatted(
                    ",\"code_config\":{\"pattern\":\"##\",\"charset\":\"0123456789\"}")
                + "}");
    assertThat(codes.text("/key")).isEqualTo("invalid_code_config");
    assertThat(caller.get("/v1/campaigns").number("/total")).isZero();
    assertThat(caller.get("/v1/campaigns/a").text("/resource_type")).isEqualTo("campaign");
  }

  @Test
  void theTypeOfACampaignFollowsFromItsVouchers() {
    Answer gift =
        caller.post(
            "/v1/campaigns",
            "{\"name\":\"g\",\"voucher\":{\"gift\":{\"amount\":1000}},\"vouchers_count\":1}");
    assertThat(gift.text("/campaign_type")).isEqualTo("GIFT_VOUCHERS");
    assertThat(gift.text("/type")).isEqualTo("AUTO_UPDATE");
    assertThat(gift.number("/voucher/gift/amount")).isEqualTo(1000);
    Answer voucher = caller.post("/v1/campaigns/g/vouchers", "");
    assertThat(voucher.number("/gift/balance")).isEqualTo(1000);
    assertThat(voucher.text("/code")).hasSize(8);
  }

  @Test
  void aCampaignOfManyCodesIsFilledInSteps() {
    Answer made = caller.post("/v1/campaigns", MAJOWKA.replace(":2,", ":1234,"));
    assertThat(made.text("/vouchers_generation_status")).isEqualTo("DONE");
    assertThat(made.number("/vouchers_count")).isEqualTo(1234);
  }

  @Test
  void codesThatCannotBeDrawnEndInAFailedCampaignThatTellsWhatItHas() {
    StringBuilder taken = new StringBuilder("[");
    for (int i = 0; i < 300; i++) {
      taken.append("%s{\"code\":\"%03d\",\"gift\":{\"amount\":1}}".formatted(i == 0 ? "" : ",", i));
    }
    caller.post("/v1/vouchers/import", taken + "]");
    Answer made =
        caller.post(
            "/v1/campaigns",
            """
            {"name":"full","vouchers_count":800,"voucher":{"gift":{"amount":1},
             "code_config":{"pattern":"###","charset":"0123456789"}}}
            """);
    assertThat(made.text("/vouchers_generation_status")).isEqualTo("FAILED");
    assertThat(made.number("/vouchers_count")).isIn(200L, 400L, 600L);
    assertThat(caller.get("/v1/campaigns/full")).isEqualTo(made);
  }

  @Test
  void sentFieldsOfACampaignAreChangedAndOthersStay() throws IOException {
    Answer made =
        caller.post(
            "/v1/campaigns", MAJOWKA.replace("\"unknown\"", "\"metadata\":{\"a\":1},\"u\""));
    caller.advance(Duration.ofSeconds(1));
    Answer changed =
        caller.call(
            "acme",
            "PUT",
            "/v1/campaigns/Maj%C3%B3wka",
            """
            {"expiration_date":"2026-07-01","metadata":{"b":2},"join_once":true,
             "description":"d","name":"other"}
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(changed.text("/id")).isEqualTo(made.text("/id"));
    assertThat(changed.text("/name")).isEqualTo("Majówka");
    assertThat(changed.text("/start_date")).isEqualTo("2026-05-01T00:00:00.000Z");
    assertThat(changed.text("/expiration_date")).isEqualTo("2026-07-01T00:00:00.000Z");
    assertThat(changed.text("/description")).isEqualTo("d");
    assertThat(changed.body().get("join_once").booleanValue()).isTrue();
    assertLike(changed.body().at("/metadata"), "{\"a\":1,\"b\":2}");
    assertThat(changed.text("/updated_at")).isEqualTo("2026-05-04T09:00:01.120Z");
    assertThat(caller.get("/v1/campaigns/Maj%C3%B3wka")).isEqualTo(changed);
  }

  @Test
  void campaignsAreListedNewestFirst() {
    for (int i = 0; i < 5; i++) {
      caller.post(
          "/v1/campaigns", "{\"name\":\"c%d\",\"voucher\":{\"gift\":{\"amount\":1}}}".formatted(i));
      caller.advance(Duration.ofMillis(i == 2 ? 0 : 1));
    }
    Answer page = caller.get("/v1/campaigns?limit=2&page=2");
    assertThat(page.text("/data_ref")).isEqualTo("campaigns");
    assertThat(page.number("/total")).isEqualTo(5);
    assertThat(page.body().at("/campaigns").findValuesAsText("name")).containsExactly("c2", "c1");
    assertThat(caller.get("/v1/campaigns?order=created_at&limit=1").text("/campaigns/0/name"))
        .isEqualTo("c0");
    assertThat(
            caller
                .get("/v1/campaigns?filters%5Bname%5D%5Bconditions%5D%5B%24is%5D%5B0%5D=c3")
                .body()
                .at("/campaigns")
                .findValuesAsText("name"))
        .containsExactly("c3");
    assertThat(caller.get("/v1/campaigns?page=100").text("/key")).isEqualTo("page_over_limit");
    assertThat(caller.call("bolt", "GET", "/v1/campaigns", new byte[0]).number("/total")).isZero();
    assertThat(caller.call("bolt", "GET", "/v1/campaigns/c1", new byte[0]).status()).isEqualTo(404);
  }
}
