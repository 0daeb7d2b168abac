package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Plans;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No list of vouchers looks at the vouchers of other tenants, and none is sorted in memory. */
final class VoucherListPlanTest {
  private static Plans plans;

  @BeforeAll
  static void open() throws IOException {
    plans = new Plans();
  }

  @AfterAll
  static void close() {
    plans.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', voucher_by_creation",
    "order=created_at, voucher_by_creation",
    "order=-created_at, voucher_by_creation",
    "order=updated_at, voucher_by_change",
    "order=-updated_at, voucher_by_change",
    "order=code, autoindex_voucher_1",
    "order=-code, autoindex_voucher_1",
    "category=a, voucher_by_category",
    "campaign_id=a, voucher_by_campaign",
    "campaign=a, voucher_by_campaign",
    "customer=a, voucher_by_holder",
    "category=a&order=created_at, voucher_by_category",
    "created_at[after]=2026-01-01, voucher_by_creation",
    "created_at[before]=2026-01-01&created_at[after]=2025-01-01, voucher_by_creation",
    "updated_at[after]=2026-01-01&order=-updated_at, voucher_by_change",
    "filters[category][conditions][$is][0]=a, voucher_by_category",
    "filters[holder_id][conditions][$is]=a, voucher_by_holder",
    "filters[code][conditions][$starts_with]=A&order=code, autoindex_voucher_1",
    "filters[created_at][conditions][$more_than_equal]=2026-01-01, voucher_by_creation",
  })
  void aPlainListWalksAnIndexInItsOrder(String query, String index) {
    Listing listing = listing(query);
    assertThat(plans.ofRows("voucher", listing))
        .anySatisfy(step -> assertThat(step).startsWith("SEARCH voucher USING").contains(index))
        .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
    assertThat(plans.ofCount("voucher", listing))
        .anySatisfy(step -> assertThat(step).startsWith("SEARCH voucher USING"))
        .noneMatch(step -> step.startsWith("SCAN"));
  }

  @ParameterizedTest
  @CsvSource({
    "filters[code][conditions][$starts_with]=A, code>? AND code<?",
    "filters[code][conditions][$in][0]=A&filters[code][conditions][$in][1]=B, code=?",
    "updated_at[after]=2026-01-01, <expr>>?",
  })
  void whatHasAnIndexIsCountedByIt(String query, String search) {
    assertThat(plans.ofCount("voucher", listing(query)))
        .anySatisfy(step -> assertThat(step).contains("(tenant=? AND ", search));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters[code][conditions][$contains]=A",
        "filters[code][conditions][$ends_with]=A",
        "filters[code][conditions][$is_not]=A",
        "filters[category][conditions][$is_unknown]=",
        "filters[active][conditions][$is]=true",
        "filters[type][conditions][$starts_with]=GIFT",
        "filters[junction]=OR&filters[code][conditions][$is]=A"
            + "&filters[category][conditions][$is]=B",
        "category=a&order=code",
        "campaign=a&customer=b&category=c&order=-updated_at",
      })
  void anyOtherListStaysWithinTheTenant(String query) {
    Listing listing = listing(query);
    assertThat(plans.ofRows("voucher", listing))
        .anySatisfy(step -> assertThat(step).contains("voucher USING", "(tenant=?"))
        .noneMatch(step -> step.startsWith("SCAN"));
    assertThat(plans.ofCount("voucher", listing)).noneMatch(step -> step.startsWith("SCAN"));
  }

  private static Listing listing(String query) {
    return VoucherLists.read("acme", Query.parse("/v1/vouchers?" + query));
  }
}
