package io.voucherctl.server.voucher.proof;

import static io.voucherctl.server.voucher.proof.Operation.redemption;
import static io.voucherctl.server.voucher.proof.Operation.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.proof.Operation.Done;
import io.voucherctl.server.voucher.proof.Operation.Outcome;
import io.voucherctl.server.voucher.proof.Operation.Refused;
import io.voucherctl.server.voucher.proof.Operation.State;
import io.voucherctl.server.voucher.proof.Operation.Unanswered;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker itself: what it must let pass, and above all what it must not. */
final class HistoryTest {
  private static final Outcome NONE_LEFT = new Refused("quantity_exceeded");
  private static final Outcome TOO_POOR = new Refused("gift_amount_exceeded");
  private static final Outcome AGAIN = new Refused("already_rolled_back");
  private static final Outcome SILENCE = new Unanswered();

  @Test
  void operationsOneAfterTheOtherAreExplained() {
    assertThat(
            check(
                2,
                List.of(
                    redemption("a", 0, 0, 1, done(1)),
                    redemption("b", 0, 2, 3, done(2)),
                    redemption("c", 0, 4, 5, NONE_LEFT),
                    rollback("undo", "a", 6, 7, done(1)),
                    redemption("d", 0, 8, 9, done(2))),
                List.of("a", "b", "undo", "d"),
                2))
        .isEmpty();
  }

  @Test
  void operationsThatOverlapMayBeStoredInAnyOrder() {
    List<Operation> asked =
        List.of(redemption("a", 0, 0, 9, done(2)), redemption("b", 0, 1, 8, done(1)));
    assertThat(check(2, asked, List.of("b", "a"), 2)).isEmpty();
    assertThat(check(2, asked, List.of("a", "b"), 2)).hasSize(2);
  }

  @Test
  void anAcknowledgedRedemptionThatIsNotStoredIsALoss() {
    assertThat(check(9, List.of(redemption("a", 0, 0, 1, done(1))), List.of(), 0))
        .containsExactly("a was acknowledged, and is not stored");
  }

  @Test
  void whatIsStoredTwiceOrByNobodyOrAfterARefusalIsFound() {
    List<Operation> asked =
        List.of(redemption("a", 0, 0, 1, done(1)), redemption("b", 0, 2, 3, NONE_LEFT));
    assertThat(check(9, asked, List.of("a", "a"), 2)).containsExactly("a is stored twice");
    assertThat(check(9, asked, List.of("a", "ghost"), 2))
        .containsExactly("ghost is stored, and nobody asked for it");
    assertThat(check(9, asked, List.of("a", "b"), 2))
        .containsExactly("b is stored, and was refused: quantity_exceeded");
  }

  @Test
  void oneUseTooManyIsFound() {
    List<Operation> asked =
        List.of(redemption("a", 0, 0, 1, done(1)), redemption("b", 0, 2, 3, done(2)));
    assertThat(check(1, asked, List.of("a", "b"), 2))
        .singleElement()
        .asString()
        .startsWith("b cannot be done at");
  }

  @Test
  void aCountThatTwoCallersWereToldIsFound() {
    List<Operation> asked =
        List.of(redemption("a", 0, 0, 9, done(1)), redemption("b", 0, 0, 9, done(1)));
    assertThat(check(9, asked, List.of("a", "b"), 2)).hasSize(1);
  }

  @Test
  void aVoucherThatSaysSomethingElseThanItsHistoryIsFound() {
    List<Operation> asked = List.of(redemption("a", 0, 0, 1, done(1)));
    assertThat(check(9, asked, List.of("a"), 2)).singleElement().asString().contains("says");
  }

  @Test
  void anOrderAgainstTimeIsFound() {
    List<Operation> asked =
        List.of(redemption("a", 0, 0, 1, done(2)), redemption("b", 0, 2, 3, done(1)));
    assertThat(check(9, asked, List.of("b", "a"), 2))
        .containsExactly("a ended before b began, and is stored after it");
  }

  @Test
  void whatWasNotAnsweredMayHaveBeenDoneLaterOrNotAtAll() {
    List<Operation> asked =
        List.of(redemption("lost", 0, 0, 1, SILENCE), redemption("b", 0, 5, 6, done(1)));
    assertThat(check(9, asked, List.of("b"), 1)).isEmpty();
    assertThat(check(9, asked, List.of("b", "lost"), 2)).isEmpty();
    assertThat(check(9, asked, List.of("lost", "b"), 2)).hasSize(1);
  }

  @Test
  void aRefusalBeforeTheLastUseWasTakenIsFound() {
    List<Operation> asked =
        List.of(redemption("early", 0, 0, 1, NONE_LEFT), redemption("a", 0, 2, 3, done(1)));
    assertThat(check(1, asked, List.of("a"), 1))
        .containsExactly("early was refused (quantity_exceeded) at no moment that fits");
  }

  @Test
  void aRefusalAfterAUseWasGivenBackIsFound() {
    List<Operation> asked =
        List.of(
            redemption("a", 0, 0, 1, done(1)),
            rollback("undo", "a", 2, 3, done(0)),
            redemption("late", 0, 4, 5, NONE_LEFT));
    assertThat(check(1, asked, List.of("a", "undo"), 0)).hasSize(1);
  }

  @Test
  void refusalsMustFitOneAfterTheOtherToo() {
    // While a is used: full. The rollback of a, then b: full again. The moment between is free.
    List<Operation> taken =
        List.of(
            redemption("a", 0, 0, 1, done(1)),
            rollback("undo", "a", 2, 20, done(0)),
            redemption("b", 0, 3, 21, done(1)));
    Operation seesTheRollback = rollback("again", "a", 5, 6, AGAIN);
    Operation fullAfterIt = redemption("c", 0, 7, 8, NONE_LEFT);
    List<String> stored = List.of("a", "undo", "b");
    assertThat(check(1, with(taken, seesTheRollback, fullAfterIt), stored, 1)).isEmpty();
    List<Operation> bCameTooLate =
        List.of(taken.get(0), taken.get(1), redemption("b", 0, 10, 21, done(1)));
    assertThat(check(1, with(bCameTooLate, fullAfterIt), stored, 1)).isEmpty();
    assertThat(check(1, with(bCameTooLate, seesTheRollback, fullAfterIt), stored, 1))
        .containsExactly("c was refused (quantity_exceeded) at no moment that fits");
  }

  @Test
  void aRollbackIsDoneOnceAndOnlyOfWhatWasRedeemed() {
    List<Operation> asked =
        List.of(
            redemption("a", 0, 0, 1, done(1)),
            rollback("one", "a", 2, 5, done(0)),
            rollback("two", "a", 2, 5, done(0)));
    assertThat(check(9, asked, List.of("a", "one", "two"), 0))
        .singleElement()
        .asString()
        .startsWith("two cannot be done at");
    assertThat(check(9, List.of(rollback("one", "a", 2, 5, done(0))), List.of("one"), -1))
        .hasSize(1);
  }

  @Test
  void aRefusedRollbackNeedsOneThatWasDoneBefore() {
    Operation used = redemption("a", 0, 0, 1, done(1));
    Operation refused = rollback("again", "a", 2, 3, AGAIN);
    assertThat(check(9, List.of(used, refused), List.of("a"), 1)).hasSize(1);
    Operation slow = rollback("undo", "a", 2, 9, done(0));
    assertThat(check(9, List.of(used, refused, slow), List.of("a", "undo"), 0)).isEmpty();
  }

  @Test
  void aGiftIsNeverOverdrawnAndGivesBackWhatWasTaken() {
    State start = new State(0, 100);
    List<Operation> asked =
        List.of(
            redemption("a", 60, 0, 1, new Done(new State(1, 40))),
            redemption("b", 60, 2, 3, TOO_POOR),
            rollback("undo", "a", 4, 5, new Done(new State(0, 100))));
    List<String> stored = List.of("a", "undo");
    assertThat(History.contradictions(null, start, asked, stored, new State(0, 100))).isEmpty();
    assertThat(
            History.contradictions(
                null,
                start,
                with(asked, redemption("c", 60, 6, 7, TOO_POOR)),
                stored,
                new State(0, 100)))
        .hasSize(1);
    assertThat(
            History.contradictions(
                null,
                start,
                with(asked, redemption("c", 160, 6, 7, new Done(new State(1, -60)))),
                List.of("a", "undo", "c"),
                new State(1, -60)))
        .hasSize(1);
  }

  @Test
  void aRefusalForNoKnownReasonIsNeverRight() {
    Operation odd = redemption("odd", 0, 0, 1, new Refused("internal_server_error"));
    assertThat(check(9, List.of(odd), List.of(), 0)).hasSize(1);
  }

  private static Outcome done(long redeemed) {
    return new Done(new State(redeemed, 0));
  }

  private static List<Operation> with(List<Operation> asked, Operation... more) {
    List<Operation> all = new java.util.ArrayList<>(asked);
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> check(
      long quantity, List<Operation> asked, List<String> stored, long redeemed) {
    return History.contradictions(quantity, new State(0, 0), asked, stored, new State(redeemed, 0));
  }
}
