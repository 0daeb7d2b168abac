package io.voucherctl.commands.drill;

import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.load.LoadSession;
import io.voucherctl.commands.pods.KubePodReader;
import io.voucherctl.commands.pods.PodReader;
import io.voucherctl.commands.quota.KubeQuotaStore;
import io.voucherctl.commands.quota.QuotaStore;
import io.voucherctl.commands.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** A region in a process of its own, reached as an operator reaches any: by HTTP and kubeconfig. */
final class LiveRegion implements Region {
  /** Who the drill says it is when it changes a quota. */
  private static final String CHANGED_BY = "drill";

  /** A gateway that is about to die answers nobody; it must not hold up the next look. */
  private static final Timeout STATUS = Timeout.of(400, TimeUnit.MILLISECONDS);

  private final RegionProcess process;
  private final KubeSession kube;
  private final LoadSession load;
  private final CloseableHttpClient http;
  private final InstantSource clock;
  private final Ticker ticker;

  LiveRegion(
      RegionProcess process,
      KubeSession kube,
      LoadSession load,
      InstantSource clock,
      Ticker ticker) {
    this.process = process;
    this.kube = kube;
    this.load = load;
    this.clock = clock;
    this.ticker = ticker;
    this.http =
        HttpClients.custom()
            .disableAutomaticRetries()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(STATUS)
                            .setSocketTimeout(STATUS)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(STATUS).build())
            .build();
  }

  @Override
  public LoadSession load() {
    return load;
  }

  @Override
  public QuotaStore quotas() {
    return new KubeQuotaStore(kube, clock, CHANGED_BY);
  }

  @Override
  public PodReader pods() {
    return new KubePodReader(kube);
  }

  @Override
  public Rollout rollout() {
    return new KubeRollout(kube, ticker);
  }

  @Override
  public GatewayProbe gateways() {
    return new KubeGatewayProbe(kube, http);
  }

  @Override
  public void close() {
    try (process;
        kube;
        load) {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
