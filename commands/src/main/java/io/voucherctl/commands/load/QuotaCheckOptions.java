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

/** The flags that say which quotas a run is held against. */
final class QuotaCheckOptions {
  @Option(
      names = "--expect-quota",
      paramLabel = "NAME=RATE[,burst=N]",
      converter = Converter.class,
      description =
          "End with 3 if the tenant got more than this quota allows, such as acme=20/s,burst=40."
              + " Repeatable. With --kubeconfig or --context, the quotas of the other tenants are"
              + " read from that cluster.")
  private List<ExpectedQuota> quotas = new ArrayList<>();

  @Mixin private KubeOptions cluster;

  List<ExpectedQuota> quotas() {
    return quotas;
  }

  /**
   * The named cluster's quotas; empty when none was named.
   *
   * @param clusters opens one
   */
  Optional<QuotaSource> source(Function<KubeTarget, QuotaSource> clusters) {
    KubeTarget target = cluster.target();
    return target.kubeconfig() == null && target.context() == null
        ? Optional.empty()
        : Optional.of(clusters.apply(target));
  }

  /** Reads {@link ExpectedQuota#parse}. */
  static final class Converter implements ITypeConverter<ExpectedQuota> {
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
