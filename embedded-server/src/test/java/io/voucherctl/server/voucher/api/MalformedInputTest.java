package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a careless or hostile client may send: refused, and never a fault of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedInputTest {
  private static final String[] WITH_BODY = {
    "/v1/vouchers/A",
    "/v1/vouchers",
    "/v1/vouchers/import",
    "/v1/vouchers/A/validate",
    "/v1/vouchers/A/redemption",
    "/v1/redemptions/r_x/rollback",
    "/v1/publications",
    "/v1/customers",
    "/v1/orders",
  };

  private Caller caller;

  @BeforeAll
  void open() throws IOException {
    caller = Caller.inMemory();
    caller.post("/v1/vouchers/A", "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1000}}");
    caller.post("/v1/vouchers/G", "{\"gift\":{\"amount\":1000}}");
  }

  @AfterAll
  void close() {
    caller.close();
  }

  static Stream<Arguments> brokenBodies() {
    return Stream.of(WITH_BODY)
        .flatMap(path ->
            Stream.of(
                    bytes("{"),
                    bytes("}"),
                    bytes("nonsense"),
                    bytes("7"),
                    bytes("\"text\""),
                    bytes("null"),
                    bytes("true"),
                    bytes("{} {}"),
                    bytes("{\"a\":1,}"),
                    bytes("{\"a\":01}"),
                    bytes("{\"a\":NaN}"),
                    bytes("{\"metadata\":{\"a\":\"\\u0000\"}}"),
                    bytes("{\"metadata\":{\"\\ud800\":1}}"),
                    bytes("[{\"metadata\":{\"a\":[\"\\udc00\\ud800\"]}}]"),
                    bytes("{\"metadata\":" + "[".repeat(100_000)),
                    bytes("{\"metadata\":" + "{\"a\":".repeat(1_000)),
                    bytes("{\"a\":" + "9".repeat(100_000) + "}"),
                    bytes("{\"a\":\"" + "x".repeat(100_000) + "\"}"),
                    bytes("{\"a\":[" + "1,".repeat(50_000) + "1]}"),
                    new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                    new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
                    new byte[] {'[', '{', '"', 'a', '"', ':', '"', (byte) 0xe2, '"', '}', ']'},
                    new byte[] {0, 0, 0, 0},
                    "{\"a\":".getBytes(StandardCharsets.UTF_16))
                .map(body -> Arguments.of(path, body)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void aBrokenBodyIsRefused(String path, byte[] body) {
    Answer answer = caller.call("acme", "POST", path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.number("/code")).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_payload");
    assertThat(answer.text("/details")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/vouchers/A/validate | {'order':7} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'amount':-1}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':1.5}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':'-1'}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':'x'}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':9007199254740992}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':1e400}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'amount':[]}} | invalid_amount",
        "/v1/vouchers/A/validate | {'order':{'items':{}}} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'items':[7]}} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'items':[{'quantity':-1}]}} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'items':[{'price':'1'}]}} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'metadata':[]}} | invalid_payload",
        "/v1/vouchers/A/validate | {'order':{'status':'LOST'}} | invalid_payload",
        "/v1/vouchers/A/validate | {'customer':'k-501'} | invalid_payload",
        "/v1/vouchers/A/validate | {'customer':{'source_id':7}} | invalid_payload",
        "/v1/vouchers/A/validate | {'customer':{'source_id':''}} | invalid_payload",
        "/v1/vouchers/A/validate | {'tracking_id':{}} | invalid_payload",
        "/v1/vouchers/G/validate | {'gift':{'credits':-1}} | invalid_payload",
        "/v1/vouchers/G/validate | {'gift':[]} | invalid_payload",
        "/v1/vouchers/G/redemption | {} | missing_amount",
        "/v1/vouchers/A/redemption | {'metadata':'x'} | invalid_payload",
        "/v1/vouchers/A/redemption?tracking_id=track_AA== | {} | invalid_query_params",
        "/v1/redemptions/r_x/rollback?tracking_id=track_ | {} | invalid_query_params",
        "/v1/vouchers/N | {'gift':{'amount':1},'start_date':'soon'} | invalid_payload",
        "/v1/vouchers/N | {'gift':{'amount':1},'start_date':20260101} | invalid_payload",
        "/v1/vouchers/N | {'gift':{'amount':1},'active':'yes'} | invalid_payload",
        "/v1/vouchers/N | {'gift':{'amount':1},'redemption':{'quantity':-1}} | invalid_payload",
        "/v1/vouchers/N | {'gift':{'amount':1},'validity_day_of_week':[7]} | invalid_payload",
        "/v1/vouchers/N | {'gift':{'amount':1},'validity_day_of_week':['1']} | invalid_payload",
        "/v1/vouchers | {'gift':{'amount':1},'code':''} | invalid_payload",
        "/v1/vouchers | {'gift':{'amount':1},'code_config':{'pattern':'X'}} | invalid_code_config",
        "/v1/vouchers | {'gift':{'amount':1},'code_config':{'length':0}} | invalid_code_config",
        "/v1/vouchers | {'gift':{'amount':1},'code_config':{'length':'8'}} | invalid_code_config",
        "/v1/vouchers/%00 | {'gift':{'amount':1}} | invalid_payload",
        "/v1/publications | {'voucher':7} | invalid_payload",
        "/v1/publications | {'campaign':7} | invalid_payload",
        "/v1/publications | {'campaign':{}} | invalid_payload",
        "/v1/customers | {'name':7} | invalid_payload",
        "/v1/customers | {'name':'x','address':{'city':1}} | invalid_payload",
      })
  void aWrongValueIsRefusedByItsKey(String path, String body, String key) {
    Answer answer = caller.post(path, body.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo(key);
  }

  @Test
  void tooManyItemsAreRefusedAndFiveHundredAreNot() {
    assertThat(caller.post("/v1/orders", items(501)).text("/key")).isEqualTo("invalid_payload");
    assertThat(caller.post("/v1/orders", items(500)).number("/amount")).isEqualTo(500);
  }

  private static String items(int count) {
    String item = "{\"source_id\":\"x\",\"quantity\":1,\"price\":1,\"product\":{\"name\":\"y\"}}";
    return "{\"items\":["
        + String.join(",", IntStream.range(0, count).mapToObj(i -> item).toList())
        + "]}";
  }

  @Test
  void sumsBeyondAllMoneyAreRefused() {
    String body = "{\"items\":[{\"price\":9007199254740991},{\"price\":%s}]}";
    assertThat(caller.post("/v1/orders", body.formatted("1")).text("/key"))
        .isEqualTo("invalid_amount");
    assertThat(caller.post("/v1/orders", body.formatted("0")).number("/amount"))
        .isEqualTo(9_007_199_254_740_991L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no such tenant!", "-x"})
  void aCallWithoutATenantIsUnauthorized(String tenant) {
    for (String path : WITH_BODY) {
      Answer answer = caller.call(tenant, "POST", path, bytes("{broken"));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("/key")).isEqualTo("unauthorized");
      assertThat(answer.text("/message")).isEqualTo("Unauthorized");
    }
  }

  @Test
  void metadataSurvivesWithItsNumbers() {
    String metadata =
        "{\"whole\":123456789012345678901234567890,\"part\":0.1,\"tiny\":1E-400,\"😀\":\"😀\"}";
    Answer answer =
        caller.post("/v1/vouchers", "{\"gift\":{\"amount\":1},\"metadata\":" + metadata + "}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/metadata/whole").bigIntegerValue())
        .isEqualTo("123456789012345678901234567890");
    assertThat(answer.text("/metadata/😀")).isEqualTo("😀");
  }
}
