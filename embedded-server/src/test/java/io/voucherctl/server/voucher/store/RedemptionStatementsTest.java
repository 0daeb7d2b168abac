package io.voucherctl.server.voucher.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Gift;
import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderItem;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.domain.VoucherType;
import io.voucherctl.server.voucher.work.CustomerUpsert;
import io.voucherctl.server.voucher.work.Desk;
import io.voucherctl.server.voucher.work.ItemText;
import io.voucherctl.server.voucher.work.OrderUpsert;
import io.voucherctl.server.voucher.work.Redeem;
import io.voucherctl.server.voucher.work.RedemptionEntry;
import io.voucherctl.server.voucher.work.Validate;
import io.voucherctl.server.voucher.work.VoucherHistory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements validations and lists of redemptions take, and that each has an index. */
final class RedemptionStatementsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  private static final String TENANT = "acme";

  @TempDir Path directory;
  private Statements statements;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    statements = new Statements(directory);
    InstantSource clock = InstantSource.fixed(NOW);
    desk = new Desk(clock, new Ids(clock, new Random(1)), (_, sent) -> sent, new NoItems());
    statements.of(sql -> Vouchers.insert(sql, TENANT, voucher("FREE", null, null)));
    statements.of(sql -> Vouchers.insert(sql, TENANT, voucher("LIMITED", 1000L, null)));
    statements.of(sql -> Vouchers.insert(sql, TENANT, voucher("GIFT", null, new Gift(9, 9))));
  }

  @AfterEach
  void close() throws SQLException {
    statements.close();
  }

  @Test
  void aListTakesAsManyStatementsForAHundredRowsAsForTwo() throws SQLException {
    List<String> few = listed(2);
    List<String> many = listed(98);
    assertThat(many).hasSameSizeAs(few).hasSize(6);
    assertSearched(many);
  }

  private List<String> listed(int more) throws SQLException {
    CustomerUpsert customers = new CustomerUpsert(desk);
    Redeem redeem = new Redeem(desk, customers, new OrderUpsert(desk, customers));
    for (int i = 0; i < more; i++) {
      CustomerDraft customer = CustomerDraft.ofSourceId("k-" + more + "-" + i);
      OrderDraft order = new OrderDraft(null, null, null, 100L, null, null, null);
      Redeem.Ask ask =
          new Redeem.Ask(List.of(new Redeemable("FREE", null)), customer, order, null, null);
      statements.of(sql -> redeem.run(sql, TENANT, ask));
    }
    return statements.of(sql -> RedemptionEntry.list(sql, TENANT, listing()));
  }

  @Test
  void everyConditionOfAListHasAnIndex() throws SQLException {
    assertThat(plan(Redemptions.ofCustomer(TENANT, "k"))).contains("redemption_by_customer");
    assertThat(plan(Redemptions.ofCampaign(TENANT, "c"))).contains("redemption_by_campaign");
    assertThat(plan(Redemptions.failed())).contains("redemption_failed");
    assertThat(plan(Redemptions.succeeded())).contains("redemption_by_creation");
    assertThat(plan(Condition.of("created_at > ?", NOW))).contains("redemption_by_creation");
    List<String> history =
        statements.of(sql -> VoucherHistory.find(sql, TENANT, "FREE", listing()));
    assertSearched(history);
    assertThat(statements.plan(history)).anyMatch(step -> step.contains("redemption_by_voucher"));
  }

  private String plan(Condition condition) throws SQLException {
    List<String> read =
        statements.of(sql -> Redemptions.list(sql, TENANT, listing().where(condition)));
    assertSearched(read);
    SortedSet<String> plan = statements.plan(read);
    assertThat(plan).as("no sorting").noneMatch(step -> step.contains("TEMP B-TREE"));
    return plan.toString();
  }

  @Test
  void aValidationLooksForSessionsAtMostOnceAndOnlyWhereTheyMatter() throws SQLException {
    assertThat(validated("FREE", null)).hasSize(1);
    List<String> limited = validated("LIMITED", null);
    assertThat(limited).hasSize(2);
    assertSearched(limited);
    assertThat(statements.plan(limited))
        .anyMatch(step -> step.contains("COVERING INDEX session_lock_by_voucher"));
    List<String> held = validated("GIFT", new Session("s", 1, TimeUnit.DAYS));
    assertThat(held).hasSize(4);
    assertSearched(held);
  }

  private List<String> validated(String code, Session session) throws SQLException {
    OrderDraft order = new OrderDraft(null, null, null, 5L, null, null, null);
    Redeemable asked = new Redeemable(code, null);
    return statements.of(sql -> new Validate(desk).run(sql, TENANT, asked, order, session));
  }

  @Test
  void endedSessionsAreForgottenSomeAtATime() throws SQLException {
    statements.of(sql -> {
      for (int i = 0; i < 150; i++) {
        Session session = new Session("s" + i, 1, TimeUnit.SECONDS);
        Sessions.hold(sql, TENANT, "v_1", session, null, NOW.plusMillis(i));
      }
      Sessions.prune(sql, TENANT, NOW.plusSeconds(60));
      assertThat(left(sql)).isEqualTo(50);
      Sessions.prune(sql, "bolt", NOW.plusSeconds(60));
      assertThat(left(sql)).isEqualTo(50);
      Sessions.prune(sql, TENANT, NOW.plusMillis(1120));
      assertThat(left(sql)).isEqualTo(29);
      return null;
    });
  }

  private static long left(Sql sql) throws SQLException {
    return sql.one("SELECT COUNT(*) FROM session_lock", Row::number);
  }

  private void assertSearched(List<String> read) throws SQLException {
    assertThat(statements.plan(read))
        .as(String.join("\n", read))
        .noneMatch(step -> step.startsWith("SCAN") && !step.startsWith("SCAN CONSTANT"));
  }

  /** No order here has lines. */
  private static final class NoItems implements ItemText {
    @Override
    public String write(List<OrderItem> items) {
      throw new AssertionError(items);
    }

    @Override
    public List<OrderItem> read(String items) {
      throw new AssertionError(items);
    }
  }

  private static Listing listing() {
    return new Listing(List.of(), "created_at", true, 100, 1);
  }

  private static Voucher voucher(String code, Long quantity, Gift gift) {
    VoucherTerms terms =
        new VoucherTerms(
            gift == null ? VoucherType.DISCOUNT_VOUCHER : VoucherType.GIFT_VOUCHER,
            gift == null ? new Discount.Amount(1, null) : null,
            null,
            null,
            null,
            null,
            true,
            null,
            "{}",
            quantity);
    return new Voucher("v_" + code, code, null, null, terms, gift, 0, 0, 0, null, NOW, null);
  }
}
