package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.console.Talk;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.time.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code load selftest}. */
@Command(
    name = "selftest",
    header = "Prove that load records what happened.",
    description =
        "Loads a built-in server whose delays are known, and which once stands still for three"
            + " seconds, and compares each percentile with the one that follows from the"
            + " arithmetic. Within 2% or 200us, whichever is more, it passes (exit code 0); else"
            + " it tries twice more, and then fails (3). A round takes 14 seconds.",
    footer = {"", "Example:", "  voucherctl load selftest"})
public final class LoadSelfTestCommand implements Callable<Integer> {
  /** Others at work on this machine can spoil a round, but hardly three. */
  private static final int MOST_ROUNDS = 3;

  @Option(
      names = "--clock-from",
      hidden = true,
      converter = ClockConverter.class,
      paramLabel = "MOMENT")
  private RunRecord.Clock clock = RunRecord.Clock.INTENDED_START;

  @Mixin private OutputOptions output;

  private final Function<LoadTarget, LoadSession> sessions;
  private final Ticker ticker;

  /** The sessions are made by {@link LoadSession#open}. */
  public LoadSelfTestCommand(Function<LoadTarget, LoadSession> sessions, Ticker ticker) {
    this.sessions = sessions;
    this.ticker = ticker;
  }

  @Override
  public Integer call() {
    SelfTestReport report = run(SelfTestPlan.standard(clock), output.talk());
    return output.show(report, new SelfTestView());
  }

  private SelfTestReport run(SelfTestPlan plan, Talk talk) {
    try {
      SelfTestReport report = round(plan, 1, talk);
      while (!report.passed() && report.interrupted() == null && report.rounds() < MOST_ROUNDS) {
        report = round(plan, report.rounds() + 1, talk);
      }
      return report;
    } catch (IOException e) {
      throw new Failure.Broken("cannot start the built-in server: " + e.getMessage(), null, e);
    } finally {
      talk.done();
    }
  }

  private SelfTestReport round(SelfTestPlan plan, int number, Talk talk) throws IOException {
    String seconds = plan.warmup().plus(plan.duration()).toSeconds() + "s";
    talk.at("round " + number + " of at most " + MOST_ROUNDS + ", " + seconds);
    try (SelfTestServer server = new SelfTestServer(plan, ticker);
        LoadSession session = sessions.apply(plan.target(server.uri()))) {
      LoadReport run =
          session.run(plan.loadPlan(), List.of(), RunControl.NONE, Progress.NONE, plan.clock());
      return SelfTestReport.of(
          plan,
          number,
          run.tenants().stream()
              .map(one -> one.responseTimeByOutcome().getOrDefault("ok", LatencyFigures.NONE))
              .toList(),
          run.scheduleLag(),
          run.invalidReason(),
          run.interrupted());
    }
  }

  static final class ClockConverter implements ITypeConverter<RunRecord.Clock> {
    @Override
    public RunRecord.Clock convert(String text) {
      return switch (text) {
        case "intended-start" -> RunRecord.Clock.INTENDED_START;
        case "actual-send" -> RunRecord.Clock.ACTUAL_SEND;
        default -> throw new TypeConversionException("intended-start or actual-send");
      };
    }
  }
}
