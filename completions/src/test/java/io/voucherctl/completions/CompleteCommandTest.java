package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CompleteCommandTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheCandidatesThatBeginWithThePrefixInOrder() {
    assertThat(complete(LONG, () -> List.of("beta", "apex", "acme", "apex"), "tenants", "a"))
        .isEqualTo("acme\napex\n");
  }

  @Test
  void withoutAPrefixPrintsAll() {
    assertThat(complete(LONG, () -> List.of("beta", "acme"), "tenants")).isEqualTo("acme\nbeta\n");
  }

  @Test
  void aPrefixMayLookLikeAnOption() {
    assertThat(complete(LONG, () -> List.of("-x", "y"), "--", "tenants", "-")).isEqualTo("-x\n");
  }

  @Test
  void anUnknownKindPrintsNothing() {
    assertThat(complete(LONG, () -> List.of("acme"), "vouchers", "")).isEmpty();
  }

  @Test
  void aFailingSourcePrintsNothing() {
    Supplier<List<String>> failing =
        () -> {
          throw new IllegalStateException("no cluster");
        };
    assertThat(complete(LONG, failing, "tenants", "")).isEmpty();
  }

  @Test
  void aLateSourceIsInterruptedAndPrintsNothing() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Supplier<List<String>> late =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return List.of("acme");
        };
    assertThat(complete(Duration.ofMillis(5), late, "tenants", "")).isEmpty();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatATerminalMustNotShowIsLeftOut() {
    assertThat(complete(LONG, () -> List.of("a\u001b[31m", "a\nb", "a b", "", "ok"), "tenants"))
        .isEqualTo("ok\n");
  }

  @Test
  void thereIsALimitToHowManyArePrinted() {
    List<String> many = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).toList();
    assertThat(complete(LONG, () -> many, "tenants", "").lines()).hasSize(1_000);
  }

  /** Runs the command, which must be content and silent whatever happens; gives its stdout. */
  private String complete(Duration deadline, Supplier<List<String>> tenants, String... args) {
    CompleteCommand command = new CompleteCommand(Map.of("tenants", tenants), deadline);
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    assertThat(code).isZero();
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }
}
