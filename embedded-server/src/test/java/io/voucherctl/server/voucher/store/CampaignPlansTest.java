package io.voucherctl.server.voucher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever campaigns and publications ask the database is answered from an index. */
final class CampaignPlansTest {
  @TempDir Path directory;
  private Statements statements;

  @BeforeEach
  void open() throws IOException, SQLException {
    statements = new Statements(directory);
  }

  @AfterEach
  void close() throws SQLException {
    statements.close();
  }

  @Test
  void campaignsAreListedFromAnIndexInBothDirections() throws SQLException {
    for (boolean descending : new boolean[] {true, false}) {
      assertServed(sql -> Campaigns.list(sql, "acme", listing(descending)));
    }
  }

  @Test
  void publicationsAreListedFromAnIndexInBothDirections() throws SQLException {
    for (boolean descending : new boolean[] {true, false}) {
      assertServed(sql -> Publications.list(sql, "acme", listing(descending)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"voucher_id", "customer_id", "campaign_id", "voucher_type", "source_id"})
  void publicationsAreFoundByAnIndex(String column) throws SQLException {
    Condition condition = Condition.of(column + " = ?", "x");
    Set<String> steps =
        assertServed(sql -> Publications.list(sql, "acme", listing(true).where(condition)));
    assertThat(steps).allMatch(step -> step.contains("tenant=? AND " + column + "=?"));
  }

  @Test
  void publicationsOfATimeAreFoundByAnIndex() throws SQLException {
    Condition condition = Condition.of("created_at > ?", Instant.EPOCH);
    assertServed(sql -> Publications.list(sql, "acme", listing(true).where(condition)));
  }

  @Test
  void whatAPublicationLooksUpIsFoundByAnIndex() throws SQLException {
    assertServed(sql -> String.valueOf(Publications.firstOfMember(sql, "acme", "camp_a", "cust")));
    assertServed(sql -> String.valueOf(Publications.lastOfVoucher(sql, "acme", "v_a")));
    assertServed(sql -> String.valueOf(Campaigns.find(sql, "acme", "camp_a")));
    assertServed(sql -> Vouchers.byIds(sql, "acme", List.of("v_a", "v_b")));
    assertServed(sql -> Customers.byIds(sql, "acme", List.of("cust_a", "cust_b")));
    Set<String> steps =
        assertServed(sql -> String.valueOf(Vouchers.unpublished(sql, "acme", "camp_a")));
    assertThat(steps).allMatch(step -> step.contains("voucher_unpublished"));
  }

  @Test
  void vouchersOfACampaignAreRemovedByAnIndex() throws SQLException {
    List<String> deletes =
        statements.of(sql -> Vouchers.deleteSome(sql, "acme", "camp_a", 5)).stream()
            .filter(text -> text.startsWith("DELETE"))
            .toList();
    assertThat(deletes).hasSize(2);
    for (String delete : deletes) {
      assertThat(statements.plan(List.of(delete)))
          .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"))
          .anyMatch(step -> step.contains("voucher_by_campaign"));
    }
  }

  private Set<String> assertServed(Work<?> work) throws SQLException {
    Set<String> steps = statements.plan(statements.of(work));
    assertThat(steps).isNotEmpty().allMatch(step -> step.startsWith("SEARCH"));
    return steps;
  }

  private static Listing listing(boolean descending) {
    return new Listing(List.of(), "created_at", descending, 10, 3);
  }
}
