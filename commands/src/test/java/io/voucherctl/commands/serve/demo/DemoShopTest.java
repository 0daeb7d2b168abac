package io.voucherctl.commands.serve.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoShopTest {
  private static final LocalDate TODAY = LocalDate.of(2030, 1, 15);

  @Test
  void theSameSeedTenantAndSizeGiveTheSameShopRequestByRequest() {
    assertThat(DemoShop.of(1, "acme", 10, TODAY)).isEqualTo(DemoShop.of(1, "acme", 10, TODAY));
  }

  @Test
  void anotherSeedGivesOtherBuyersAndBasketsButTheSameCodes() {
    DemoShop one = DemoShop.of(1, "acme", 5, TODAY);
    DemoShop two = DemoShop.of(2, "acme", 5, TODAY);
    assertThat(bodies(two, Kind.CUSTOMER)).isNotEqualTo(bodies(one, Kind.CUSTOMER));
    assertThat(bodies(two, Kind.ORDER)).isNotEqualTo(bodies(one, Kind.ORDER));
    assertThat(codes(two)).isEqualTo(codes(one));
  }

  @Test
  void anotherDayMovesTheDaysOfVouchersAndNothingElse() {
    DemoShop one = DemoShop.of(1, "acme", 5, TODAY);
    DemoShop later = DemoShop.of(1, "acme", 5, TODAY.plusDays(9));
    assertThat(later.requests().subList(1, later.requests().size()))
        .isEqualTo(one.requests().subList(1, one.requests().size()));
    assertThat(voucher(one, "SUMMER-25").path("start_date").asText()).isEqualTo("2030-02-14");
    assertThat(voucher(later, "SUMMER-25").path("start_date").asText()).isEqualTo("2030-02-23");
  }

  @Test
  void eachDemoTenantSellsSomethingElse() {
    assertThat(Stream.of("acme", "globex", "initech", "umbrella", "hooli").map(ShopTheme::of))
        .doesNotHaveDuplicates();
    assertThat(ShopTheme.of("somebody")).isEqualTo(ShopTheme.of("somebody"));
  }

  @Test
  void aShopGrowsWithItsSize() {
    List<Integer> counts = new ArrayList<>();
    for (int size = 1; size <= DemoShop.MOST; size++) {
      counts.add(DemoShop.of(1, "acme", size, TODAY).requests().size());
    }
    assertThat(counts).isSorted().doesNotHaveDuplicates();
    assertThat(counts.getLast()).isLessThan(120);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void noTwoThingsHaveTheSameName(int size) {
    DemoShop shop = DemoShop.of(1, "hooli", size, TODAY);
    assertThat(codes(shop)).doesNotHaveDuplicates();
    assertThat(texts(shop, Kind.CUSTOMER, "/source_id")).doesNotHaveDuplicates();
    assertThat(texts(shop, Kind.CUSTOMER, "/email")).doesNotHaveDuplicates();
    assertThat(texts(shop, Kind.ORDER, "/source_id")).doesNotHaveDuplicates();
    assertThat(texts(shop, Kind.PUBLICATION, "/source_id")).doesNotHaveDuplicates();
    assertThat(shop.requests().stream().map(ShopRequest::key).filter(Objects::nonNull))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void whatIsUsedWasMadeBefore(int size) {
    DemoShop shop = DemoShop.of(1, "umbrella", size, TODAY);
    TreeSet<String> codes = new TreeSet<>();
    TreeSet<String> buyers = new TreeSet<>();
    TreeSet<String> keys = new TreeSet<>();
    for (ShopRequest request : shop.requests()) {
      JsonNode body = request.body();
      codes.addAll(made(request));
      if (request.kind() == Kind.CUSTOMER) {
        buyers.add(body.path("source_id").asText());
      } else if (body.has("customer")) {
        assertThat(buyers).contains(body.at("/customer/source_id").asText());
      }
      used(request).forEach(code -> assertThat(codes).contains(code));
      if (request.idOf() != null) {
        assertThat(keys).contains(request.idOf());
      }
      if (request.key() != null) {
        keys.add(request.key());
      }
    }
    assertThat(codes).containsAll(shop.codes());
  }

  @Test
  void whatIsNotSafeToRepeatHasAKey() {
    assertThat(DemoShop.of(1, "acme", 4, TODAY).requests())
        .allSatisfy(request ->
            assertThat(request.key() != null)
                .isEqualTo(
                    List.of(Kind.REDEMPTION, Kind.PUBLICATION, Kind.ROLLBACK)
                        .contains(request.kind())));
  }

  @Test
  void theMarkComesFirstAndTheClosingOrderLast() {
    DemoShop shop = DemoShop.of(7, "acme", 4, TODAY);
    JsonNode first = shop.requests().getFirst().body().get(0);
    assertThat(first.path("code").asText()).isEqualTo("WELCOME10");
    assertThat(first.at("/metadata/demo_seed").asLong()).isEqualTo(7);
    JsonNode last = shop.requests().getLast().body();
    assertThat(last.path("source_id").asText()).isEqualTo(shop.closing());
    assertThat(texts(shop, Kind.ORDER, "/source_id")).endsWith(shop.closing());
  }

  @Test
  void aShopHasAVoucherOfEachSortAndNoFixedPrices() {
    DemoShop shop = DemoShop.of(1, "acme", 4, TODAY);
    String all = shop.requests().toString();
    assertThat(all)
        .contains("\"AMOUNT\"", "\"PERCENT\"", "\"UNIT\"", "\"GIFT_VOUCHER\"")
        .contains("\"AUTO_UPDATE\"", "\"STATIC\"", "amount_limit", "validity_day_of_week")
        .contains("\"active\":false")
        .doesNotContain("FIXED");
    assertThat(voucher(shop, "BLACKFRIDAY-40").path("expiration_date").asText())
        .isLessThan(TODAY.toString());
    assertThat(texts(shop, Kind.ORDER, "/status"))
        .contains("CREATED", "PAID", "FULFILLED", "CANCELED");
  }

  @Test
  void codesCanBeTypedAndStandInAPath() {
    assertThat(codes(DemoShop.of(1, "acme", 10, TODAY)))
        .allSatisfy(code -> assertThat(code).matches("[A-Z0-9]+(-[A-Z0-9]+)*").hasSizeLessThan(20));
  }

  @Test
  void buyersLiveInSeveralCountriesAndHaveMailAddressesThatNobodyHas() {
    DemoShop shop = DemoShop.of(1, "acme", 10, TODAY);
    assertThat(new TreeSet<>(texts(shop, Kind.CUSTOMER, "/address/country"))).hasSizeGreaterThan(3);
    assertThat(texts(shop, Kind.CUSTOMER, "/email"))
        .allSatisfy(mail -> assertThat(mail).matches("[a-z]+\\.[a-z]+\\d+@example\\.com"));
  }

  private static List<JsonNode> bodies(DemoShop shop, Kind kind) {
    return shop.requests().stream()
        .filter(request -> request.kind() == kind)
        .map(ShopRequest::body)
        .toList();
  }

  private static List<String> texts(DemoShop shop, Kind kind, String pointer) {
    return bodies(shop, kind).stream()
        .map(body -> body.at(pointer).asText())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static JsonNode voucher(DemoShop shop, String code) {
    for (JsonNode each : shop.requests().getFirst().body()) {
      if (each.path("code").asText().equals(code)) {
        return each;
      }
    }
    throw new AssertionError("no voucher " + code);
  }

  private static List<String> codes(DemoShop shop) {
    return shop.requests().stream().flatMap(request -> made(request).stream()).toList();
  }

  private static List<String> made(ShopRequest request) {
    if (request.kind() != Kind.VOUCHER) {
      return List.of();
    }
    List<String> codes = new ArrayList<>();
    if (request.body().isArray()) {
      request.body().forEach(each -> codes.add(each.path("code").asText()));
    } else {
      codes.add(request.path().substring(request.path().lastIndexOf('/') + 1));
    }
    assertThat(request.count()).isEqualTo(codes.size());
    return codes;
  }

  private static List<String> used(ShopRequest request) {
    List<String> codes = new ArrayList<>();
    String[] path = request.path().split("/", -1);
    if (path[path.length - 1].equals("redemption")) {
      codes.add(path[path.length - 2]);
    }
    request.body().path("redeemables").forEach(each -> codes.add(each.path("id").asText()));
    if (request.body().path("voucher").isTextual()) {
      codes.add(request.body().path("voucher").asText());
    }
    codes.sort(Comparator.naturalOrder());
    return codes;
  }
}
