package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

class LatencyReportCommandTest {
  private static final LatencyReport REPORT =
      LatencyReport.of(
          "run.hlog",
          List.of(
              new LatencyReport.OfTenant(
                  "acme", 30, new LatencyFigures(1_500, 840, 3_142, 27_180, 99_999, 2_100_000)),
              new LatencyReport.OfTenant("globex", 1, LatencyFigures.NONE),
              new LatencyReport.OfTenant(
                  "", 2, new LatencyFigures(3, 999, 1_000, 999_999, 1_000_000, 300_000_000))));

  @Test
  void looksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("latency/report", REPORT, new LatencyReportView());
  }

  @Test
  void readsTheNamedFileAndShowsIt() {
    List<Path> asked = new ArrayList<>();
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(
                new LatencyCommand(),
                factory(
                    new LatencyReportCommand(file -> {
                      asked.add(file);
                      return REPORT;
                    })))
            .setOut(new PrintWriter(out));

    int exit = command.execute("report", "run.hlog", "-o", "json");

    assertThat(exit).isZero();
    assertThat(asked).containsExactly(Path.of("run.hlog"));
    assertThat(out.toString())
        .startsWith("{\"schema\":\"voucherctl.latency-report/v1\"")
        .contains("{\"tenant\":\"acme\",\"intervals\":30,\"responseTime\":{\"count\":1500,");
  }

  private static IFactory factory(LatencyReportCommand command) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == LatencyReportCommand.class) {
          return type.cast(command);
        }
        return type == OutputOptions.class
            ? type.cast(new OutputOptions(Terminal.NONE, InstantSource.system()))
            : CommandLine.defaultFactory().create(type);
      }
    };
  }
}
