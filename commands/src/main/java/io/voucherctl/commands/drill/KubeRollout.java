package io.voucherctl.commands.drill;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Rolls out through the Kubernetes API, as {@code kubectl} would. */
final class KubeRollout implements Rollout {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KubeSession session;
  private final Ticker ticker;

  KubeRollout(KubeSession session, Ticker ticker) {
    this.session = session;
    this.ticker = ticker;
  }

  @Override
  public String dropArguments(String deployment, String container, String... arguments) {
    String dropped = String.join(" ", arguments);
    session.call(
        request("patch", deployment),
        client ->
            resource(client, deployment)
                .edit(before -> {
                  args(before, container, List.of(arguments));
                  return before;
                }));
    return "deployment " + deployment + ": rolled out without '" + dropped + "'";
  }

  @Override
  public String scale(String deployment, int replicas) {
    Deployment before =
        session.call(
            request("get", deployment), client -> found(resource(client, deployment), deployment));
    session.call(
        request("patch", deployment), client -> resource(client, deployment).scale(replicas));
    return "deployment "
        + deployment
        + ": replicas "
        + before.getSpec().getReplicas()
        + " -> "
        + replicas;
  }

  @Override
  public boolean awaitComplete(String deployment, Duration limit) throws InterruptedException {
    long end = ticker.nanos() + limit.toNanos();
    while (!complete(deployment)) {
      if (ticker.nanos() > end) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  private boolean complete(String name) {
    Deployment deployment =
        session.call(request("get", name), client -> found(resource(client, name), name));
    DeploymentStatus status = deployment.getStatus();
    int wanted = deployment.getSpec().getReplicas();
    return status != null
        && Objects.requireNonNullElse(status.getObservedGeneration(), 0L)
            >= deployment.getMetadata().getGeneration()
        && count(status.getReplicas()) == wanted
        && count(status.getUpdatedReplicas()) == wanted
        && count(status.getAvailableReplicas()) == wanted;
  }

  private static int count(Integer value) {
    return value == null ? 0 : value;
  }

  private static void args(Deployment deployment, String name, List<String> dropped) {
    for (Container container : deployment.getSpec().getTemplate().getSpec().getContainers()) {
      if (container.getName().equals(name)) {
        List<String> args = new ArrayList<>(container.getArgs());
        int at = Collections.indexOfSubList(args, dropped);
        if (at >= 0) {
          args.subList(at, at + dropped.size()).clear();
        }
        container.setArgs(args);
      }
    }
  }

  private RollableScalableResource<Deployment> resource(KubernetesClient client, String name) {
    return client.apps().deployments().inNamespace(session.namespace()).withName(name);
  }

  private static Deployment found(RollableScalableResource<Deployment> resource, String name) {
    Deployment deployment = resource.get();
    if (deployment == null) {
      throw new Failure.NotFound("there is no deployment " + name, null);
    }
    return deployment;
  }

  private KubeRequest request(String verb, String deployment) {
    return KubeRequest.of(verb, "deployments.apps", session.namespace(), deployment);
  }
}
