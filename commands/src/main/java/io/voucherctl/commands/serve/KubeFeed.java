package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.kube.KubeFollower;
import io.voucherctl.commands.kube.KubeFollower.Eye;
import io.voucherctl.commands.kube.KubeFollower.Pace;
import io.voucherctl.commands.kube.KubeSelection;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.server.gateway.Feed;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a gateway from the Kubernetes API itself, where a mounted ConfigMap would lag a minute
 * behind: quotas from the ConfigMap, keys from the Secret, and the number of gateways from the pods
 * that are ready. Starts without an API server too, and goes on trying.
 */
public final class KubeFeed implements Feed {
  private final KubeSession session;
  private final @Nullable String fleet;
  private final Pace pace;
  private final RandomGenerator random;

  /**
   * @param session closed by whoever opened it, after the feed
   * @param fleet label selector of the gateways' pods; null for a gateway that is alone
   * @param random safe for all threads
   */
  public KubeFeed(KubeSession session, @Nullable String fleet, Pace pace, RandomGenerator random) {
    this.session = session;
    this.fleet = fleet;
    this.pace = pace;
    this.random = random;
  }

  @Override
  public Running start(Sink sink) {
    List<KubeFollower> followers = new ArrayList<>();
    ClusterBooks books = new ClusterBooks(sink);
    String namespace = session.namespace();
    followers.add(
        follow(
            KubeSelection.named("configmaps", namespace, QuotaText.CONFIG_MAP),
            eye(books::quotas, why -> sink.failed(Source.QUOTAS, why))));
    followers.add(
        follow(
            KubeSelection.named("secrets", namespace, KeyText.SECRET),
            eye(books::keys, why -> sink.failed(Source.TENANTS, why))));
    if (fleet != null) {
      ReadyPods ready = new ReadyPods(sink);
      sink.put(FleetShare.UNKNOWN);
      followers.add(
          follow(
              KubeSelection.labelled("pods", namespace, fleet),
              eye(ready::counted, ready::doubted)));
    }
    return () -> followers.forEach(KubeFollower::close);
  }

  private KubeFollower follow(KubeSelection selection, Eye eye) {
    return KubeFollower.start(session, selection, pace, random, eye);
  }

  private static Eye eye(Consumer<JsonNode> seen, Consumer<String> lost) {
    return new Eye() {
      @Override
      public void seen(JsonNode list) {
        seen.accept(list);
      }

      @Override
      public void lost(String why) {
        lost.accept(why);
      }
    };
  }
}
