package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A validation that is asked for in the query. */
final class ClientValidationContractTest extends ContractTest {
  private static final String VALIDATE = "/client/v1/validate?code=";
  private static final String TWO_ITEMS =
      """
      {"order":{"items":[
       {"product_id":"prod_kawa","quantity":2,"price":1500,"product":{"name":"Kawa"}},
       {"sku_id":"sku_mleko","quantity":1,"amount":700,"metadata":{"tłuste":"tak"}}]}}
      """;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LATO%2015&amount=30000&customer[source_id]=k-501",
        "LATO+15&amount=30000&tracking_id=k-501",
        "LATO+15&[amount]=30000&[customer][source_id]=k-501",
        "LATO%2015&amount=30000&customer%5Bsource_id%5D=k-501&unknown[a][b]=c",
        "LATO%2015&order[amount]=30000&%5Bcustomer%5D%5Bsource_id%5D=k-501",
        "LATO%2015&order%5Bamount%5D=1&amount=30000&[tracking_id]=track_ay01MDE%3D",
      })
  void aValidationByQueryIsThatOfTheServer(String query) throws IOException {
    Answer server =
        caller.post(
            "/v1/vouchers/LATO%2015/validate",
            "{\"customer\":{\"source_id\":\"k-501\"},\"order\":{\"amount\":30000}}");
    assertThat(server.number("/order/total_amount")).isEqualTo(25500);
    assertThat(server.text("/tracking_id")).isNotEmpty();
    assertThat(caller.get(VALIDATE + query)).isEqualTo(server);
    assertThat(caller.get("/client/v1/validate?[code]=" + query)).isEqualTo(server);
    assertThat(caller.get("/v1/customers/k-501").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "item[0][product_id]=prod_kawa&item[0][quantity]=2&item[0][price]=1500"
            + "&item[0][product][name]=Kawa&item[1][sku_id]=sku_mleko&item[1][quantity]=1"
            + "&item[1][amount]=700&item[1][metadata][t%C5%82uste]=tak",
        "item[10][sku_id]=sku_mleko&item[10][quantity]=1&item[10][amount]=700"
            + "&item[10][metadata][t%C5%82uste]=tak&item[9][product_id]=prod_kawa"
            + "&item[9][quantity]=2&item[9][price]=1500&item[9][product][name]=Kawa",
        "item%5B0%5D%5Bproduct_id%5D=prod_kawa&item%5B0%5D%5Bquantity%5D=2"
            + "&item%5B0%5D%5Bprice%5D=1500&%5Bitem%5D%5B0%5D%5Bproduct%5D%5Bname%5D=Kawa"
            + "&[item][1][sku_id]=sku_mleko&[item][1][quantity]=1&[item][1][amount]=700"
            + "&[item][1][metadata][t%C5%82uste]=tak",
      })
  void linesOfAnOrderAreNumberedInTheQuery(String items) {
    Answer server = caller.post("/v1/vouchers/LATO%2015/validate", TWO_ITEMS);
    assertThat(server.number("/order/amount")).isEqualTo(3700);
    assertThat(server.text("/order/items/1/metadata/tłuste")).isEqualTo("tak");
    assertThat(caller.get(VALIDATE + "LATO%2015&" + items)).isEqualTo(server);
    assertThat(caller.get(VALIDATE + "LATO%2015&amount=5000&" + items).number("/order/amount"))
        .isEqualTo(5000);
  }

  @Test
  void aRefusedValidationIsThatOfTheServer() {
    caller.post("/v1/vouchers/RAZ/redemption", "");
    Answer client = caller.get(VALIDATE + "RAZ&amount=100");
    assertThat(client.text("/reason")).isEqualTo("quantity exceeded");
    assertThat(withoutId(client))
        .isEqualTo(
            withoutId(caller.post("/v1/vouchers/RAZ/validate", "{\"order\":{\"amount\":100}}")));
  }

  @Test
  void giftMoneyIsAskedForInTheQuery() {
    Answer client = caller.get(VALIDATE + "KARTA&amount=5000&gift[credits]=300");
    assertThat(client)
        .isEqualTo(
            caller.post(
                "/v1/vouchers/KARTA/validate",
                "{\"order\":{\"amount\":5000},\"gift\":{\"credits\":300}}"));
    assertThat(client.number("/order/total_amount")).isEqualTo(4700);
  }

  @Test
  void aSessionInTheQueryHoldsTheVoucher() throws IOException {
    Answer held =
        caller.get(
            VALIDATE
                + "RAZ&session_type=LOCK&session_key=koszyk-1&session_ttl=5"
                + "&session_ttl_unit=MINUTES&metadata[kasa]=2");
    assertLike(
        held.body().at("/session"),
        "{\"key\":\"koszyk-1\",\"type\":\"LOCK\",\"ttl\":5,\"ttl_unit\":\"MINUTES\"}");
    assertThat(caller.get(VALIDATE + "RAZ").text("/reason")).isEqualTo("quantity exceeded");
    assertThat(caller.get(VALIDATE + "RAZ&session_key=koszyk-1").text("/valid")).isEqualTo("true");
    assertThat(caller.post("/client/v1/redeem?code=RAZ", "").text("/key"))
        .isEqualTo("quantity_exceeded");
    caller.advance(Duration.ofDays(7));
    Answer free = caller.get(VALIDATE + "RAZ&session_type=LOCK");
    assertThat(free.text("/session/key")).matches("ssn_[0-9A-Za-z]{32}");
    String session = "{\"session\":{\"key\":\"%s\"}}".formatted(free.text("/session/key"));
    assertThat(caller.post("/client/v1/redeem?code=RAZ", session).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "amount=x, invalid_amount, order.amount",
    "amount=, invalid_amount, order.amount",
    "amount=-1, invalid_amount, order.amount",
    "amount=1.5, invalid_amount, order.amount",
    "amount=9007199254740992, invalid_amount, order.amount",
    "item[0][quantity]=x, invalid_query_params, order.items[].quantity",
    "item[0][price]=1e3, invalid_query_params, order.items[].price",
    "item[0][price]=9999999999999999, invalid_query_params, order.items[].price",
    "item[0][product]=x, invalid_query_params, order.items[].product",
    "item[0]=x, invalid_query_params, order.items",
    "item=x, invalid_query_params, item",
    "item[]=x, invalid_query_params, item",
    "item[x][price]=1, invalid_query_params, item",
    "item[00][price]=1, invalid_query_params, item",
    "item[-1][price]=1, invalid_query_params, item",
    "item[0][price=1, invalid_query_params, item",
    "item[0]=x&item[0][price]=1, invalid_query_params, item",
    "item[0][metadata][a][b][c]=1, invalid_query_params, item",
    "order=x, invalid_query_params, order",
    "order=x&amount=5, invalid_query_params, order",
    "customer=k-501, invalid_query_params, customer",
    "customer[source_id]=, invalid_query_params, customer.source_id",
    "customer[source_id][a]=x, invalid_query_params, customer.source_id",
    "tracking_id=track_AA%3D%3D, invalid_query_params, tracking_id",
    "gift=5, invalid_query_params, gift",
    "gift[credits]=-5, invalid_query_params, gift.credits",
    "session_type=SHARE, invalid_query_params, session.type",
    "session_key=, invalid_query_params, session.key",
    "session_key=a&session_ttl=0, invalid_query_params, session.ttl",
    "session_key=a&session_ttl=x, invalid_query_params, session.ttl",
    "session_key=a&session_ttl=1&session_ttl_unit=WEEKS, invalid_query_params, session.ttl_unit",
  })
  void aWrongValueIsRefusedByItsName(String query, String key, String name) {
    Answer answer = caller.get(VALIDATE + "RAZ&" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo(key);
    assertThat(answer.text("/details")).contains(name);
  }

  private static JsonNode withoutId(Answer answer) {
    ((ObjectNode) answer.body().at("/error")).remove("request_id");
    return answer.body();
  }
}
