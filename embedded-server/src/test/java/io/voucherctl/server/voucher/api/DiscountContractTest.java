package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Discounts of vouchers on the wire. */
final class DiscountContractTest extends ContractTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type":"AMOUNT","amount_off":0}\
        """,
        """
        {"type":"AMOUNT","amount_off":5,"effect":"APPLY_TO_ITEMS"}\
        """,
        """
        {"type":"AMOUNT","amount_off":5,"amount_off_formula":"MAX(\\"a\\";ORDER_AMOUNT/2)"}\
        """,
        """
        {"type":"PERCENT","percent_off":12.5,"amount_limit":0,"effect":"APPLY_TO_ITEMS_BY_QUANTITY",
         "percent_off_formula":"","fixed_amount_formula":"ż"}\
        """,
        """
        {"type":"FIXED","fixed_amount":900,"effect":"APPLY_TO_ITEMS_PROPORTIONALLY",
         "fixed_amount_formula":"1"}\
        """,
        """
        {"type":"UNIT","unit_off":2,"unit_type":"prod_mug"}\
        """,
        """
        {"type":"UNIT","unit_off":2,"unit_type":"a b;c,d%ż","effect":"ADD_NEW_ITEMS",
         "unit_off_formula":"2+2"}\
        """,
        """
        {"type":"UNIT","effect":"ADD_MANY_ITEMS","units":[{"unit_off":1,"unit_type":"prod_1"},
          {"unit_off":2,"unit_type":"sku;2","effect":"ADD_NEW_ITEMS","unit_off_formula":"a,b;c"}]}\
        """,
      })
  void aDiscountIsEchoedAsItWasGiven(String discount) throws IOException {
    Answer made = caller.post("/v1/vouchers/A", "{\"discount\":" + discount + "}");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
    assertLike(made.body().get("discount"), discount);
    assertThat(caller.get("/v1/vouchers/A").body().get("discount"))
        .isEqualTo(made.body().get("discount"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'PERCENT','percent_off':5}                                    | APPLY_TO_ORDER",
        "{'type':'FIXED','fixed_amount':5}                                     | APPLY_TO_ORDER",
        "{'type':'AMOUNT','amount_off':5,'effect':'APPLY_TO_ITEMS'}            | APPLY_TO_ITEMS",
        "{'type':'UNIT','unit_off':5,'unit_type':'a'}                          | ADD_MISSING_ITEMS",
        "{'type':'UNIT','unit_off':5,'unit_type':'a','effect':'ADD_NEW_ITEMS'} | ADD_NEW_ITEMS",
      },
      quoteCharacter = '`')
  void aValidationNamesTheEffectInForce(String discount, String effect) {
    caller.post("/v1/vouchers/A", "{\"discount\":" + discount.replace('\'', '"') + "}");
    Answer answer = caller.post("/v1/vouchers/A/validate", "");
    assertThat(answer.body().get("valid").booleanValue()).isTrue();
    assertThat(answer.text("/discount/effect")).isEqualTo(effect);
    assertThat(caller.get("/v1/vouchers/A").body().at("/discount/effect").isMissingNode())
        .isEqualTo(!discount.contains("effect"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'AMOUNT','amount_off':1,'effect':'ADD_NEW_ITEMS'}",
        "{'type':'AMOUNT','amount_off':1,'effect':'apply_to_items'}",
        "{'type':'AMOUNT','amount_off_formula':'1'}",
        "{'type':'AMOUNT','amount_off':1,'amount_off_formula':1}",
        "{'type':'FIXED'}",
        "{'type':'FIXED','fixed_amount':-1}",
        "{'type':'UNIT','unit_off':1}",
        "{'type':'UNIT','unit_type':'a'}",
        "{'type':'UNIT','unit_off':1.5,'unit_type':'a'}",
        "{'type':'UNIT','unit_off':1,'unit_type':''}",
        "{'type':'UNIT','unit_off':1,'unit_type':'a','effect':'APPLY_TO_ORDER'}",
        "{'type':'UNIT','unit_off':1,'unit_type':'a','effect':'ADD_MANY_ITEMS'}",
        "{'type':'UNIT','effect':'ADD_MANY_ITEMS','units':[]}",
        "{'type':'UNIT','effect':'ADD_MANY_ITEMS','units':{}}",
        "{'type':'UNIT','effect':'ADD_MANY_ITEMS','units':[{'unit_off':1}]}",
        "{'type':'UNIT','effect':'ADD_MANY_ITEMS',"
            + "'units':[{'unit_off':1,'unit_type':'a','effect':'ADD_MANY_ITEMS'}]}",
      })
  void aMalformedDiscountIsRefused(String discount) {
    Answer answer =
        caller.post("/v1/vouchers/A", "{\"discount\":" + discount.replace('\'', '"') + "}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_voucher");
  }

  @Test
  void onlySoManyKindsOfUnitsAreTaken() {
    String kind = "{\"unit_off\":1,\"unit_type\":\"a\"},";
    String start = "{\"discount\":{\"type\":\"UNIT\",\"effect\":\"ADD_MANY_ITEMS\",\"units\":[";
    String most = start + kind.repeat(50).replaceAll(",$", "]}}");
    assertThat(caller.post("/v1/vouchers/A", most).status()).isEqualTo(200);
    String tooMany = start + kind.repeat(51).replaceAll(",$", "]}}");
    assertThat(caller.post("/v1/vouchers/B", tooMany).text("/key")).isEqualTo("invalid_voucher");
  }
}
