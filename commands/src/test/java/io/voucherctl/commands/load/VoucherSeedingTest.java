package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoucherSeedingTest {
  private static final Tenant ACME =
      new Tenant("acme", "app", "token", TenantQuota.of("acme", Rate.perSecond(50)));

  private final ManualTicker ticker = new ManualTicker();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Object> answers = new ArrayDeque<>();
  private InterruptSignal interrupts = InterruptSignal.NEVER;

  @Test
  void importsInBatchesAndLooksForTheLastCode() {
    answers.addAll(List.of(answer(202), answer(202), answer(202), answer(200)));
    seed(1_001);
    assertThat(asked).containsExactly("import 500", "import 500", "import 1", "validate LOAD-1000");
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsAsLongAsTheLimiterAsks() {
    answers.addAll(List.of(new VoucherCalls.Answer(429, 3), answer(202), answer(404), answer(200)));
    seed(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(50));
    assertThat(asked).hasSize(4);
  }

  @Test
  void givesUpWhenTheLimiterNeverRelents() {
    for (int i = 0; i < 100; i++) {
      answers.add(answer(429));
    }
    Failure failure = refused(ExitCode.FAILED);
    assertThat(failure.line()).contains("tenant acme cannot import vouchers", "answers 429");
    assertThat(pauses).hasSizeBetween(29, 30);
  }

  @Test
  void aRetryAfterBeyondPatienceIsNotWaitedFor() {
    answers.add(new VoucherCalls.Answer(429, 3_600));
    refused(ExitCode.FAILED);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRefusedConnectionFailsAtOnce() {
    answers.add(new ConnectException("Connection refused"));
    Failure failure = refused(ExitCode.UNREACHABLE);
    assertThat(failure.line()).isEqualTo("http://127.0.0.1:1 refuses connections");
    assertThat(failure.hint()).contains("voucherctl serve");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aTargetThatIsNotReadyIsGivenAMoment() {
    answers.addAll(List.of(answer(503), new IOException("reset"), answer(202), answer(200)));
    seed(1);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aTargetThatStaysBrokenIsUnreachableWithinTwoSeconds() {
    for (int i = 0; i < 100; i++) {
      answers.add(answer(503));
    }
    refused(ExitCode.UNREACHABLE);
    Duration spent = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(spent).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void wrongKeysAreSaidToBeWrong() {
    answers.add(answer(401));
    assertThat(refused(ExitCode.UNREACHABLE).line()).contains("refuses the keys of tenant acme");
  }

  @Test
  void anAnswerThatMakesNoSenseIsNotRetried() {
    answers.add(answer(400));
    assertThat(refused(ExitCode.FAILED).line()).contains("answers 400");
    assertThat(asked).hasSize(1);
  }

  @Test
  void anInterruptEndsThePreparation() {
    interrupts = () -> ExitCode.INTERRUPTED;
    seed(10);
    assertThat(asked).isEmpty();
  }

  private Failure refused(ExitCode code) {
    List<Failure> caught = new ArrayList<>();
    assertThatThrownBy(() -> seed(10)).isInstanceOfSatisfying(Failure.class, caught::add);
    assertThat(caught.getFirst().code()).isEqualTo(code);
    return caught.getFirst();
  }

  private void seed(int count) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      codes.add("LOAD-" + i);
    }
    new VoucherSeeding(
            URI.create("http://127.0.0.1:1"), new Scripted(), ticker, this::pause, interrupts)
        .seed(ACME, codes);
  }

  private void pause(Duration time) {
    pauses.add(time);
    ticker.advance(time.toNanos());
  }

  private static VoucherCalls.Answer answer(int status) {
    return new VoucherCalls.Answer(status, 0);
  }

  private final class Scripted implements VoucherCalls {
    @Override
    public Answer importVouchers(Tenant tenant, List<String> codes) throws IOException {
      asked.add("import " + codes.size());
      return next();
    }

    @Override
    public Answer validate(Tenant tenant, String code) throws IOException {
      asked.add("validate " + code);
      return next();
    }

    @Override
    public void close() {}

    private Answer next() throws IOException {
      Object next = answers.remove();
      if (next instanceof IOException broken) {
        throw broken;
      }
      return (Answer) next;
    }
  }
}
