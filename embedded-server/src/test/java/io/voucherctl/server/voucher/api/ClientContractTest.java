package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What browsers and apps call comes to the same as the server's calls. */
final class ClientContractTest extends ContractTest {
  private static final String VALIDATE = "/client/v1/validate?code=";

  @BeforeEach
  void open() {
    caller.post(
        "/v1/vouchers/LATO%2015",
        """
        {"discount":{"type":"PERCENT","percent_off":15},"metadata":{"kanal":"app"}}
        """);
    caller.post("/v1/vouchers/KARTA", "{\"gift\":{\"amount\":1000}}");
    caller.post(
        "/v1/vouchers/RAZ",
        """
        {"discount":{"type":"AMOUNT","amount_off":100},"redemption":{"quantity":1}}
        """);
  }

  @Test
  void whatTheCallIsAboutMustBeNamed() {
    String tooLong = "x".repeat(513);
    for (String code : new String[] {"", "?code=", "?code=" + tooLong, "?codes=RAZ"}) {
      refused(caller.get("/client/v1/validate" + code), "code");
      refused(caller.post("/client/v1/redeem" + code, "{\"code\":\"RAZ\"}"), "code");
    }
    for (String campaign : new String[] {"", "?campaign=", "?campaign=" + tooLong}) {
      refused(caller.post("/client/v1/publish" + campaign, "{\"campaign\":\"Maj\"}"), "campaign");
    }
    assertThat(caller.get(VALIDATE + "NIC").text("/resource_type"))
        .isEqualTo(caller.post("/v1/vouchers/NIC/validate", "").text("/resource_type"));
    Answer unknown = caller.post("/client/v1/redeem?code=NIC", "");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("/resource_type")).isEqualTo("voucher");
  }

  private static void refused(Answer answer, String name) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_query_params");
    assertThat(answer.text("/details")).startsWith(name + " must have");
  }

  @Test
  void aRedemptionIsThatOfTheServer() {
    String body = "{\"order\":{\"amount\":10000},\"metadata\":{\"kasa\":2}}";
    Answer client = caller.post("/client/v1/redeem?code=LATO+15&tracking_id=k-501", body);
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.number("/order/total_amount")).isEqualTo(8500);
    assertThat(client.number("/metadata/kasa")).isEqualTo(2);
    assertThat(client.text("/customer/source_id")).isEqualTo("k-501");
    assertThat(caller.get("/v1/redemptions/" + client.text("/id")).text("/id"))
        .isEqualTo(client.text("/id"));
    Answer byCustomer =
        caller.post(
            "/client/v1/redeem?[code]=KARTA",
            "{\"customer\":{\"source_id\":\"k-501\"},\"gift\":{\"credits\":400}}");
    assertThat(byCustomer.text("/customer_id")).isEqualTo(client.text("/customer_id"));
    assertThat(byCustomer.number("/voucher/gift/balance")).isEqualTo(600);
    assertThat(caller.post("/client/v1/redeem?code=KARTA", "{").text("/key"))
        .isEqualTo("invalid_payload");
  }

  @Test
  void aPublicationIsThatOfTheServer() {
    caller.post(
        "/v1/campaigns",
        """
        {"name":"Majówka","vouchers_count":1,
         "voucher":{"discount":{"type":"AMOUNT","amount_off":500}}}
        """);
    Answer client =
        caller.post(
            "/client/v1/publish?campaign=Maj%C3%B3wka&join_once=true",
            """
            {"campaign":"Inna","customer":{"source_id":"k-501"},"source_id":"s-1",
             "metadata":{"a":1}}
            """);
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.text("/voucher/campaign")).isEqualTo("Majówka");
    assertThat(client.text("/source_id")).isEqualTo("s-1");
    assertThat(client.number("/metadata/a")).isEqualTo(1);
    Answer again =
        caller.post(
            "/v1/publications?join_once=true",
            "{\"campaign\":\"Majówka\",\"customer\":{\"source_id\":\"k-501\"}}");
    assertThat(again.text("/id")).isEqualTo(client.text("/id"));
    assertThat(caller.post("/client/v1/publish?campaign=Maj%C3%B3wka", "{}").text("/key"))
        .isEqualTo("invalid_payload");
    assertThat(
            caller
                .post("/client/v1/publish?campaign=Nic", "{\"customer\":{\"source_id\":\"k\"}}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void stacksAreValidatedAndRedeemedAsOnTheServer() {
    String body =
        """
        {"redeemables":[{"object":"voucher","id":"RAZ"},
         {"object":"voucher","id":"KARTA","gift":{"credits":600}}],"order":{"amount":5000},
         "customer":{"source_id":"k-501"}}
        """;
    Answer validated = caller.post("/client/v1/validations", body);
    assertThat(validated).isEqualTo(caller.post("/v1/validations", body));
    assertThat(validated.number("/order/total_amount")).isEqualTo(4300);
    Answer redeemed = caller.post("/client/v1/redemptions", body);
    assertThat(redeemed.status()).isEqualTo(200);
    assertThat(redeemed.number("/order/total_amount")).isEqualTo(4300);
    assertThat(caller.get("/v1/redemptions").number("/total")).isEqualTo(3);
    assertThat(caller.post("/client/v1/validations", body).text("/valid")).isEqualTo("false");
    assertThat(caller.post("/client/v1/redemptions", body).text("/key"))
        .isEqualTo("quantity_exceeded");
  }

  @Test
  void anotherTenantsVoucherIsNotThere() {
    assertThat(caller.call("bolt", "GET", VALIDATE + "RAZ", new byte[0]).text("/valid"))
        .isNotEqualTo("true");
    assertThat(caller.post("bolt", "/client/v1/redeem?code=RAZ", "").status()).isEqualTo(404);
    assertThat(caller.post("/client/v1/redeem?code=RAZ", "").status()).isEqualTo(200);
  }
}
