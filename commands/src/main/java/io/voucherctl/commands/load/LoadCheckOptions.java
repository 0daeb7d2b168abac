package io.voucherctl.commands.load;

import io.voucherctl.commands.kube.KubeOptions;
import io.voucherctl.commands.kube.KubeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags that say when a run's answer is bad. */
final class LoadCheckOptions {
  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      converter = ThresholdConverter.class,
      description = {
        "Exit with 3 if this was so, such as 'tenant=acme p99 > 250ms over 10s'. Repeatable.",
        "Selectors tenant= (or tenant=* for each), operation=, outcome=; then p99 (any"
            + " percentile), max, error rate, rejected rate, failed count, throughput, achieved,"
            + " lag p99; then < <= > >= and a value; 'over TIME' means any window of that length."
            + " A condition that could not be judged counts as met."
      })
  private List<Threshold> failIf = new ArrayList<>();

  @Option(
      names = "--abort-if",
      paramLabel = "CONDITION",
      converter = ThresholdConverter.class,
      description = "The same, and end the run at once. Repeatable.")
  private List<Threshold> abortIf = new ArrayList<>();

  @Option(
      names = "--expect-quota",
      paramLabel = "NAME=RATE[,burst=N]",
      converter = QuotaConverter.class,
      description =
          "Exit with 3 if the tenant got more than this quota allows, such as"
              + " acme=20/s,burst=40. Repeatable. With --kubeconfig or --context, the cluster's"
              + " quotas are read for all other tenants.")
  private List<ExpectedQuota> quotas = new ArrayList<>();

  @Mixin private KubeOptions cluster;

  /**
   * What the flags ask for.
   *
   * @param sources opens a named cluster
   */
  LoadChecks checks(Function<KubeTarget, QuotaSource> sources) {
    KubeTarget target = cluster.target();
    boolean named = target.kubeconfig() != null || target.context() != null;
    return new LoadChecks(
        failIf, abortIf, quotas, named ? Optional.of(sources.apply(target)) : Optional.empty());
  }

  /** Reads {@link Threshold#parse}. */
  static final class ThresholdConverter implements ITypeConverter<Threshold> {
    @Override
    public Threshold convert(String text) {
      try {
        return Threshold.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads {@link ExpectedQuota#parse}. */
  static final class QuotaConverter implements ITypeConverter<ExpectedQuota> {
    @Override
    public ExpectedQuota convert(String text) {
      try {
        return ExpectedQuota.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
