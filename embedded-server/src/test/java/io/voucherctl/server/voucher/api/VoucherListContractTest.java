package io.voucherctl.server.voucher.api;

import static io.voucherctl.server.voucher.api.Like.assertLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of vouchers: pages, order, totals and every filter. */
final class VoucherListContractTest extends ContractTest {
  private static final String LIST = "/v1/vouchers?";

  private void make(String code, String more) {
    String body = "{\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":1}%s}".formatted(more);
    assertThat(caller.post("/v1/vouchers/" + code, body).status()).isEqualTo(200);
  }

  /** One a minute: a0 b0 a1 b1 and so on; of category a or b; every second one is off. */
  private void makeSix() {
    for (int i = 0; i < 3; i++) {
      for (String category : List.of("a", "b")) {
        make(
            category + i,
            ",\"category\":\"%s\",\"active\":%s".formatted(category, category.equals("a")));
        caller.advance(Duration.ofMinutes(1));
      }
    }
  }

  private List<String> codes(String query) {
    return codes(caller.get(LIST + query));
  }

  private static List<String> codes(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> codes = new ArrayList<>();
    for (JsonNode voucher : answer.body().at("/vouchers")) {
      codes.add(voucher.at("/code").asText());
    }
    return codes;
  }

  @Test
  void aListIsAnsweredFieldByField() throws IOException {
    assertLike(
        caller.get("/v1/vouchers").body(),
        "{\"object\":\"list\",\"data_ref\":\"vouchers\",\"vouchers\":[],\"total\":0}");
    make("A", "");
    Answer one = caller.get("/v1/vouchers/");
    assertThat(one.number("/total")).isEqualTo(1);
    assertThat(one.body().at("/vouchers/0")).isEqualTo(caller.get("/v1/vouchers/A").body());
  }

  @Test
  void theNewestComeFirstAndTiesStayInTheOrderOfInsertion() {
    for (String code : List.of("c", "a", "b")) {
      make(code, "");
    }
    caller.advance(Duration.ofMinutes(1));
    make("d", "");
    assertThat(codes("")).containsExactly("d", "b", "a", "c");
    assertThat(codes("order=created_at")).containsExactly("c", "a", "b", "d");
    assertThat(codes("order=-created_at")).containsExactly("d", "b", "a", "c");
    assertThat(codes("order=code")).containsExactly("a", "b", "c", "d");
    assertThat(codes("order=-code")).containsExactly("d", "c", "b", "a");
  }

  @Test
  void whatWasNeverChangedComesBeforeWhatWas() {
    makeSix();
    caller.post("/v1/vouchers/b1/enable", "");
    caller.advance(Duration.ofMinutes(1));
    caller.post("/v1/vouchers/a1/disable", "");
    assertThat(codes("order=updated_at")).containsExactly("a0", "b0", "a2", "b2", "b1", "a1");
    assertThat(codes("order=-updated_at&limit=2")).containsExactly("a1", "b1");
    assertThat(codes("updated_at[after]=2000-01-01")).containsExactly("b1", "a1");
    assertThat(codes("updated_at[after]=1969-01-01")).hasSize(2);
    assertThat(codes("updated_at[before]=2099-01-01&order=code")).containsExactly("a1", "b1");
    assertThat(codes("updated_at[before]=2026-05-04T09:07:00.120Z")).containsExactly("b1");
  }

  @Test
  void pagesNeverOverlapAndTogetherHoldEverything() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      make("v" + i, "");
      made.addFirst("v" + i);
    }
    List<String> seen = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      Answer answer = caller.get(LIST + "limit=7&page=" + page);
      assertThat(answer.number("/total")).isEqualTo(25);
      seen.addAll(codes(answer));
    }
    assertThat(seen).isEqualTo(made);
    assertThat(codes("limit=7&page=5")).isEmpty();
    assertThat(codes("page=99")).isEmpty();
    assertThat(codes("limit=100")).hasSize(25);
    assertThat(codes("")).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=101, invalid_query_params",
    "limit=0, invalid_query_params",
    "limit=-1, invalid_query_params",
    "limit=ten, invalid_query_params",
    "limit=, invalid_query_params",
    "page=0, invalid_query_params",
    "page=1.5, invalid_query_params",
    "page=100, page_over_limit",
    "page=999999999, page_over_limit",
    "order=name, invalid_query_params",
    "order=--code, invalid_query_params",
    "order=, invalid_query_params",
    "created_at=2026-01-01, invalid_query_params",
    "created_at[after]=, invalid_query_params",
    "created_at[after]=yesterday, invalid_query_params",
    "created_at[since]=2026-01-01, invalid_query_params",
    "created_at[after][x]=2026-01-01, invalid_query_params",
    "updated_at[before=2026-01-01, invalid_query_params",
  })
  void aMalformedQueryIsRefused(String query, String key) {
    Answer answer = caller.get(LIST + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo(key);
  }

  @Test
  void totalsAreRightAfterEveryChange() {
    makeSix();
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(6);
    assertThat(caller.get(LIST + "category=a").number("/total")).isEqualTo(3);
    caller.post("/v1/vouchers/a0", "{\"gift\":{\"amount\":1}}");
    caller.call("acme", "DELETE", "/v1/vouchers/a0", new byte[0]);
    caller.call("acme", "DELETE", "/v1/vouchers/a0", new byte[0]);
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(5);
    assertThat(caller.get(LIST + "category=a").number("/total")).isEqualTo(2);
    caller.post(
        "/v1/vouchers/import",
        """
        [{"code":"a0","gift":{"amount":1},"category":"a"},{"code":"a1","gift":{"amount":1}},
         {"code":"n","gift":{"amount":1}},{"code":"n","gift":{"amount":1}}]
        """);
    assertThat(caller.get("/v1/vouchers").number("/total")).isEqualTo(7);
    assertThat(caller.get(LIST + "category=a").number("/total")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_at[after]=2026-05-04T09:02:00.120Z&created_at[before]=2026-05-04T09:05:00.120Z",
        "[created_at][after]=2026-05-04T09:02:00.120Z&[created_at][before]=2026-05-04T09:05:00.120Z",
        "created_at%5Bafter%5D=2026-05-04T11:02:00.120%2B02:00"
            + "&%5Bcreated_at%5D%5Bbefore%5D=2026-05-04T09:05:00.120Z",
      })
  void timesAreExclusiveInEverySpelling(String query) {
    makeSix();
    assertThat(codes(query)).containsExactly("a2", "b1");
  }

  @Test
  void categoryAndHolderNarrowTheList() {
    makeSix();
    assertThat(codes("category=b")).containsExactly("b2", "b1", "b0");
    assertThat(codes("[category]=b&limit=1&page=2")).containsExactly("b1");
    assertThat(codes("category=B")).isEmpty();
    Answer published =
        caller.post(
            "/v1/publications", "{\"voucher\":\"a1\",\"customer\":{\"source_id\":\"k-1\"}}");
    assertThat(codes("customer=k-1")).containsExactly("a1");
    assertThat(codes("customer=" + published.text("/customer_id"))).containsExactly("a1");
    assertThat(codes("customer=nobody")).isEmpty();
    caller.call("acme", "DELETE", "/v1/customers/k-1", new byte[0]);
    assertThat(codes("customer=" + published.text("/customer_id"))).containsExactly("a1");
    assertThat(codes("campaign=none")).isEmpty();
    assertThat(codes("campaign_id=camp_none")).isEmpty();
  }

  @Test
  void anotherTenantSeesNothing() {
    makeSix();
    for (String query : List.of("", "category=a", "filters[code][conditions][$starts_with]=a")) {
      Answer other = caller.call("umbrella", "GET", LIST + query, new byte[0]);
      assertThat(other.number("/total")).isZero();
      assertThat(codes(other)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filters[code][conditions][$is][0]=a1 | a1",
        "filters[code][conditions][$is]=a1 | a1",
        "[filters][code][conditions][$is][]=a1 | a1",
        "filters%5Bcode%5D%5Bconditions%5D%5B%24is%5D%5B0%5D=a1 | a1",
        "filters[code][conditions][$in][0]=a1&filters[code][conditions][$in][1]=b2 | a1 b2",
        "filters[code][conditions][$not_in][0]=a1&filters[code][conditions][$not_in][1]=b2"
            + " | a0 a2 b0 b1",
        "filters[code][conditions][$is_not][0]=a1 | a0 a2 b0 b1 b2",
        "filters[holder_id][conditions][$is_not][0]=x | a0 a1 a2 b0 b1 b2",
        "filters[holder_id][conditions][$is_unknown][0]= | a0 a1 a2 b0 b1 b2",
        "filters[holder_id][conditions][$has_value]=true | ''",
        "filters[category][conditions][$has_value] | a0 a1 a2 b0 b1 b2",
        "filters[code][conditions][$contains][0]=1 | a1 b1",
        "filters[code][conditions][$contains][0]=A | ''",
        "filters[code][conditions][$contains][0]=%25 | ''",
        "filters[code][conditions][$contains][0]=_ | ''",
        "filters[code][conditions][$starts_with][0]=b | b0 b1 b2",
        "filters[code][conditions][$starts_with][0]=B | ''",
        "filters[type][conditions][$starts_with][0]=DISC | a0 a1 a2 b0 b1 b2",
        "filters[code][conditions][$ends_with][0]=2 | a2 b2",
        "filters[code][conditions][$ends_with][0]=xa2 | ''",
        "filters[active][conditions][$is][0]=true | a0 a1 a2",
        "filters[active][conditions][$is_not][0]=true | b0 b1 b2",
        "filters[created_at][conditions][$before][0]=2026-05-04T09:02:00.120Z | a0 b0",
        "filters[created_at][conditions][$less_than_equal][0]=2026-05-04T09:02:00.120Z | a0 a1 b0",
        "filters[created_at][conditions][$after][0]=2026-05-04T09:04:00.120Z | b2",
        "filters[created_at][conditions][$more_than_equal][0]=2026-05-04T09:04:00.120Z | a2 b2",
        "filters[updated_at][conditions][$less_than]=2099-01-01 | ''",
        "filters[category][conditions][$is][0]=a&filters[code][conditions][$ends_with][0]=1 | a1",
        "filters[category][conditions][$is][0]=a&filters[code][conditions][$ends_with][0]=1"
            + "&filters[junction]=OR | a0 a1 a2 b1",
        "filters[junction]=AND&category=b&filters[code][conditions][$ends_with][0]=1 | b1",
        "filters[junction]=OR | a0 a1 a2 b0 b1 b2",
      })
  void everyFilterNarrowsTheList(String query, String codes) {
    makeSix();
    Answer answer = caller.get(LIST + "order=code&" + query);
    assertThat(String.join(" ", codes(answer))).isEqualTo(codes);
    assertThat(answer.number("/total")).isEqualTo(codes.isEmpty() ? 0 : codes.split(" ").length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters=x",
        "filters[junction]=XOR",
        "filters[code]=x",
        "filters[code][conditions]=x",
        "filters[code][conditions][$like][0]=x",
        "filters[code][conditions][is][0]=x",
        "filters[code][rules][$is][0]=x",
        "filters[code][conditions][$is][a]=x",
        "filters[code][conditions][$is][0][0]=x",
        "filters[code][conditions][$before][0]=2026-01-01",
        "filters[code][conditions][$contains][0]=",
        "filters[code][conditions][$has_value][0]=false",
        "filters[colour][conditions][$is][0]=x",
        "filters[tenant][conditions][$is][0]=x",
        "filters[code%20OR%201][conditions][$is][0]=x",
        "filters[active][conditions][$is][0]=yes",
        "filters[active][conditions][$more_than][0]=true",
        "filters[created_at][conditions][$is][0]=soon",
        "filters[code][conditions][$is][0=x",
        "filters[]=x",
      })
  void anUnknownFilterIsRefused(String query) {
    Answer answer = caller.get(LIST + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/key")).isEqualTo("invalid_query_params");
  }

  @Test
  void aHundredValuesAreTakenAndNotOneMore() {
    StringBuilder query = new StringBuilder("filters[junction]=OR");
    for (int i = 1; i < 100; i++) {
      query.append("&filters[code][conditions][$contains][").append(i).append("]=x");
    }
    assertThat(codes(query.toString())).isEmpty();
    query.append("&filters[code][conditions][$is][0]=x");
    assertThat(caller.get(LIST + query).status()).isEqualTo(400);
  }
}
