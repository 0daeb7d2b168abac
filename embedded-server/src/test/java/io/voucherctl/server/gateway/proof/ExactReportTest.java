package io.voucherctl.server.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.proof.Edit.Change;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two gateways for 20 s: 100/s, and from the tenth second on 50/s, with a burst of 10. */
class ExactReportTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long START = 7 * SECOND;

  private final Callers.Tally tally = new Callers.Tally();
  private long sinceEdit = 40 * MILLI;

  @Test
  void acceptsBurstAndRateOverTime() {
    offer(0, 20, 1_200);
    admit(0, 1, 110);
    admit(1, 10, 900);
    admit(10, 20, 500);

    assertThat(wrong()).isEmpty();
  }

  @Test
  void findsRequestsBeyondTheBound() {
    offer(0, 20, 1_200);
    admit(0, 10, 1_010);
    admit(10, 20, 504);

    // Half of 50/s is in doubt for 40 ms on each of both gateways: 2 requests.
    assertThat(wrong()).containsExactly("1514 admitted, allowed 1485.0 to 1512.0");
  }

  @Test
  void findsThatTooLittleWasAdmitted() {
    offer(0, 20, 1_200);
    admit(0, 10, 985);
    admit(10, 20, 490);

    assertThat(wrong())
        .contains("1475 admitted, allowed 1485.0 to 1512.0")
        .anyMatch(what -> what.startsWith("985 admitted in 10.0 s of 100/s"));
  }

  @Test
  void findsAnEditThatCameLate() {
    sinceEdit = 2_100 * MILLI;
    offer(0, 20, 1_200);
    admit(0, 10, 1_000);
    admit(10, 12, 100);
    admit(12, 20, 400);

    assertThat(wrong()).containsExactly("edit 1 came into force after 2100.0 ms");
  }

  @Test
  void findsAnEditThatIsShownBeforeItActs() {
    offer(0, 20, 1_200);
    admit(0, 10, 1_000);
    admit(10, 15, 600);

    assertThat(wrong()).anyMatch(what -> what.startsWith("edit 1 came into force after"));
  }

  @Test
  void findsThatTooLittleWasOffered() {
    offer(0, 20, 800);
    admit(0, 10, 1_000);
    admit(10, 20, 500);

    assertThat(wrong()).containsExactly("not even 10.0 times 100/s could be offered");
  }

  private List<String> wrong() {
    long sent = START + 10 * SECOND;
    Change change = new Change(sent, sent + sinceEdit);
    Edit edit = new Edit(sent, sent + MILLI, List.of(change, change));
    ExactReport report =
        new ExactReport(List.of(100, 50), 10, START, START + 20 * SECOND, List.of(edit), tally);
    return report.print(new PrintStream(OutputStream.nullOutputStream()));
  }

  private void offer(int from, int to, int perSecond) {
    spread(from, to, (to - from) * perSecond, 429);
  }

  private void admit(int from, int to, int count) {
    spread(from, to, count, 200);
  }

  private void spread(int from, int to, int count, int status) {
    List<Long> times = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      times.add(START + from * SECOND + (to - from) * SECOND * i / count);
    }
    times.forEach(time -> tally.add(status, time));
  }
}
