package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.latency.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code latency compare A.hlog B.hlog}. */
@Command(
    name = "compare",
    header = "Say whether one recorded run is slower than another.",
    description = {
      "Compares percentiles, throughput and the share of errors of each tenant. How",
      "sure a difference is comes from resampling the intervals of both runs in",
      "blocks (stationary bootstrap); the intervals of all differences hold at once,",
      "so that many tenants raise no false alarm. A regression is a difference that",
      "is certainly above 0 and larger than allowed (exit 3). Percentiles with fewer",
      "than 20 values beyond them are not judged; a tenant  without any, or a run of",
      "fewer than 10 intervals, makes the answer inconclusive (exit 6). Runs of the",
      "same length, one after the other on a quiet machine, compare best.",
      "",
      "Example:",
      "  voucherctl latency compare before.hlog after.hlog --max-regression 10%%"
    })
public final class LatencyCompareCommand implements Callable<Integer> {
  private static final int MOST_RESAMPLES = 100_000;
  private static final int LEAST_RESAMPLES = 200;

  @Parameters(index = "0", paramLabel = "BASELINE", description = "The log to compare with.")
  private Path baseline;

  @Parameters(index = "1", paramLabel = "CANDIDATE", description = "The log that is judged.")
  private Path candidate;

  @Option(
      names = "--max-regression",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description =
          "How much longer a percentile may get, and how much lower the throughput. Default: 5%%.")
  private double maxRegression = 0.05;

  @Option(
      names = "--max-error-rise",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "How many of all requests may fail more than before. Default: 1%%.")
  private double maxErrorRise = 0.01;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      description = "Compare each tenant or operation. Default: tenant.")
  private Grouping by = Grouping.tenant;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Only this one. Repeatable.")
  private List<String> tenants = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "Inconclusive (exit 6), too, while any difference is uncertain.")
  private boolean strict;

  @Option(names = "--resamples", paramLabel = "N", description = "How many. Default: 2000.")
  private int resamples = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same logs and seed: same answer. Default: 1.")
  private long seed = 1;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Bounds bounds = bounds();
    Set<String> wanted = new LinkedHashSet<>(tenants);
    Comparison comparison =
        new Comparison(
            BinnedRun.read(baseline, by, wanted),
            BinnedRun.read(candidate, by, wanted),
            by,
            bounds,
            resamples);
    return output.show(
        comparison.of(baseline.toString(), candidate.toString(), seed, new SplittableRandom(seed)),
        new CompareView());
  }

  Bounds bounds() {
    if (by != Grouping.tenant && by != Grouping.operation) {
      throw new ParameterException(spec.commandLine(), "compare by tenant or operation");
    }
    if (resamples < LEAST_RESAMPLES || resamples > MOST_RESAMPLES) {
      throw new ParameterException(
          spec.commandLine(), "resamples must be " + LEAST_RESAMPLES + " to " + MOST_RESAMPLES);
    }
    return new Bounds(maxRegression, maxErrorRise, strict);
  }

  /** {@code 5%} as a part of one. */
  static final class Percent implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double percent = Double.parseDouble(text.strip().replaceFirst("%$", ""));
        if (text.strip().endsWith("%") && percent >= 0 && percent < 100) {
          return percent / 100;
        }
      } catch (NumberFormatException e) {
        throw refused(text);
      }
      throw refused(text);
    }

    private static TypeConversionException refused(String text) {
      return new TypeConversionException("'" + text + "' is not a percentage such as 5%");
    }
  }
}
