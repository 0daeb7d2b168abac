package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vouchers of campaigns: added, imported, disabled and removed. */
final class CampaignVouchersContractTest extends ContractTest {
  private static final String MAJOWKA =
      """
      {"name":"Majówka","type":"AUTO_UPDATE","vouchers_count":2,"unknown":1,
       "start_date":"2026-05-01","expiration_date":"2026-06-01T12:00:00+02:00",
       "voucher":{"type":"DISCOUNT_VOUCHER","discount":{"type":"AMOUNT","amount_off":500},
        "redemption":{"quantity":1},"metadata":{"m":1},"code_config":{"pattern":"MAJ-####"}}}
      """;

  @Test
  void aNewVoucherInheritsAndMayOverride() throws IOException {
    Answer campaign = caller.post("/v1/campaigns", MAJOWKA);
    Answer vip =
        caller.post(
            "/v1/campaigns/Maj%C3%B3wka/vouchers/MAJ%2FVIP",
            """
            {"redemption":{"quantity":5},"category":"vip","metadata":{"n":2},
             "additional_info":"i","discount":{"type":"PERCENT","percent_off":100},"code":"x"}
            """);
    assertThat(vip.status()).isEqualTo(200);
    assertThat(vip.text("/code")).isEqualTo("MAJ/VIP");
    assertThat(vip.text("/campaign")).isEqualTo("Majówka");
    assertThat(vip.text("/campaign_id")).isEqualTo(campaign.text("/id"));
    assertThat(vip.number("/redemption/quantity")).isEqualTo(5);
    assertThat(vip.number("/discount/amount_off")).isEqualTo(500);
    assertThat(vip.text("/category")).isEqualTo("vip");
    assertThat(vip.text("/additional_info")).isEqualTo("i");
    assertThat(vip.text("/start_date")).isEqualTo("2026-05-01T00:00:00.000Z");
    assertThat(vip.text("/expiration_date")).isEqualTo("2026-06-01T10:00:00.000Z");
    assertLike(vip.body().at("/metadata"), "{\"n\":2}");
    Answer plain = caller.post("/v1/campaigns/" + campaign.text("/id") + "/vouchers", "");
    assertThat(plain.text("/code")).matches("MAJ-[0-9A-Za-z]{4}");
    assertThat(plain.number("/redemption/quantity")).isEqualTo(1);
    assertLike(plain.body().at("/metadata"), "{\"m\":1}");
    assertThat(count("Maj%C3%B3wka")).isEqualTo(4);
    Answer taken = caller.post("/v1/campaigns/Maj%C3%B3wka/vouchers/MAJ%2FVIP", "");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("/resource_id")).isEqualTo("MAJ/VIP");
    assertThat(count("Maj%C3%B3wka")).isEqualTo(4);
  }

  @Test
  void manyVouchersAreAddedByAnAsyncAction() {
    caller.post("/v1/campaigns", MAJOWKA);
    Answer added = caller.post("/v1/campaigns/Maj%C3%B3wka/vouchers?vouchers_count=600", "{}");
    assertThat(added.status()).isEqualTo(202);
    assertThat(added.text("/async_action_id")).matches("aa_[0-9a-f]{18}");
    assertThat(count("Maj%C3%B3wka")).isEqualTo(602);
    Answer action = caller.get("/v1/async-actions/" + added.text("/async_action_id"));
    assertThat(action.text("/type")).isEqualTo("CAMPAIGN_VOUCHERS_CREATE");
    assertThat(action.text("/status")).isEqualTo("DONE");
    assertThat(action.number("/result/done_count")).isEqualTo(600);
    for (String wrong : List.of("0", "-1", "20001", "x", "")) {
      assertThat(
              caller
                  .post("/v1/campaigns/Maj%C3%B3wka/vouchers?vouchers_count=" + wrong, "")
                  .text("/key"))
          .as(wrong)
          .isEqualTo("invalid_query_params");
    }
    assertThat(caller.post("/v1/campaigns/none/vouchers", "").status()).isEqualTo(404);
    assertThat(caller.post("/v1/campaigns/none/vouchers?vouchers_count=2", "").status())
        .isEqualTo(404);
  }

  @Test
  void anImportSkipsTakenCodesAndChangesNothingWhenItHasAFault() {
    caller.post("/v1/campaigns", MAJOWKA);
    caller.post("/v1/vouchers/TAKEN", "{\"gift\":{\"amount\":1}}");
    Answer fault =
        caller.post("/v1/campaigns/Maj%C3%B3wka/import", "[{\"code\":\"I-1\"},{\"code\":7}]");
    assertThat(fault.status()).isEqualTo(400);
    assertThat(caller.post("/v1/campaigns/Maj%C3%B3wka/import", "[{}]").status()).isEqualTo(400);
    assertThat(caller.post("/v1/campaigns/Maj%C3%B3wka/import", "{}").status()).isEqualTo(400);
    assertThat(caller.get("/v1/vouchers/I-1").status()).isEqualTo(404);
    assertThat(caller.post("/v1/campaigns/none/import", "[]").status()).isEqualTo(404);
    StringBuilder many = new StringBuilder("[{\"code\":\"TAKEN\"}");
    for (int i = 0; i < 700; i++) {
      many.append(",{\"code\":\"I-").append(i).append("\",\"category\":\"c\"}");
    }
    Answer imported = caller.post("/v1/campaigns/Maj%C3%B3wka/import", many + "]");
    assertThat(imported.status()).isEqualTo(202);
    assertThat(count("Maj%C3%B3wka")).isEqualTo(702);
    assertThat(caller.get("/v1/vouchers?campaign=Maj%C3%B3wka").number("/total")).isEqualTo(702);
    Answer action = caller.get("/v1/async-actions/" + imported.text("/async_action_id"));
    assertThat(action.number("/result/done_count")).isEqualTo(700);
    assertThat(action.number("/result/failed_count")).isEqualTo(1);
    assertThat(action.text("/result/duplicates/0")).isEqualTo("TAKEN");
    caller.call("acme", "DELETE", "/v1/vouchers/I-1", new byte[0]);
    assertThat(count("Maj%C3%B3wka")).isEqualTo(701);
    Answer one = caller.get("/v1/vouchers/I-699");
    assertThat(one.text("/campaign")).isEqualTo("Majówka");
    assertThat(one.text("/category")).isEqualTo("c");
    assertThat(caller.get("/v1/vouchers/TAKEN").body().get("campaign").isNull()).isTrue();
  }

  @Test
  void aDeletedCampaignTakesItsVouchersAndLeavesTheHistory() {
    caller.post("/v1/campaigns", MAJOWKA.replace(":2,", ":600,"));
    caller.post("/v1/campaigns/Maj%C3%B3wka/vouchers/MAJ-VIP", "");
    caller.post("/v1/vouchers/OTHER", "{\"gift\":{\"amount\":1}}");
    String redemption = caller.post("/v1/vouchers/MAJ-VIP/redemption", "").text("/id");
    caller.post("/v1/publications", "{\"voucher\":\"MAJ-VIP\",\"customer\":{\"email\":\"e\"}}");
    Answer deleted =
        caller.call("acme", "DELETE", "/v1/campaigns/Maj%C3%B3wka?force=true", new byte[0]);
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(deleted.text("/async_action_id")).matches("aa_[0-9a-f]{18}");
    Answer action = caller.get("/v1/async-actions/" + deleted.text("/async_action_id"));
    assertThat(action.number("/result/done_count")).isEqualTo(601);
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(1);
    assertThat(caller.get("/v1/campaigns/Maj%C3%B3wka").status()).isEqualTo(404);
    assertThat(caller.get("/v1/vouchers/MAJ-VIP").status()).isEqualTo(404);
    assertThat(caller.get("/v1/vouchers/OTHER").status()).isEqualTo(200);
    assertThat(caller.get("/v1/redemptions/" + redemption).status()).isEqualTo(200);
    Answer publications = caller.get("/v1/publications");
    assertThat(publications.number("/total")).isEqualTo(1);
    assertThat(publications.text("/publications/0/voucher/id")).startsWith("v_");
    assertThat(caller.get("/v1/campaigns").number("/total")).isZero();
    assertThat(caller.post("/v1/campaigns", MAJOWKA).status()).isEqualTo(200);
    assertThat(caller.call("acme", "DELETE", "/v1/campaigns/none", new byte[0]).text("/details"))
        .isEqualTo("Cannot find campaign with id none");
  }

  @Test
  void vouchersOfADisabledCampaignAreNotUsable() {
    caller.post("/v1/campaigns", MAJOWKA);
    caller.post("/v1/campaigns/Maj%C3%B3wka/vouchers/MAJ-VIP", "");
    Answer disabled = caller.post("/v1/campaigns/Maj%C3%B3wka/disable", "");
    assertThat(disabled.status()).isEqualTo(200);
    assertThat(disabled.body().get("active").booleanValue()).isFalse();
    assertThat(caller.post("/v1/vouchers/MAJ-VIP/validate", "").text("/error/key"))
        .isEqualTo("voucher_disabled");
    Answer refused = caller.post("/v1/vouchers/MAJ-VIP/redemption", "");
    assertThat(refused.text("/key")).isEqualTo("voucher_disabled");
    assertThat(refused.text("/resource_id")).startsWith("rf_");
    assertThat(
            caller
                .post(
                    "/v1/publications", "{\"campaign\":\"Majówka\",\"customer\":{\"name\":\"n\"}}")
                .text("/key"))
        .isEqualTo("no_voucher_suitable_for_publication");
    Answer enabled = caller.post("/v1/campaigns/Maj%C3%B3wka/enable", "");
    assertThat(enabled.body().get("active").booleanValue()).isTrue();
    assertThat(caller.post("/v1/vouchers/MAJ-VIP/redemption", "").status()).isEqualTo(200);
    assertThat(caller.post("/v1/campaigns/none/enable", "").status()).isEqualTo(404);
  }

  private long count(String campaign) {
    return caller.get("/v1/campaigns/" + campaign).number("/vouchers_count");
  }
}
