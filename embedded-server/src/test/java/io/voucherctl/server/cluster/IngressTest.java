package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IngressTest {
  private static final RequestHead HEAD =
      new RequestHead() {
        @Override
        public String method() {
          return "GET";
        }

        @Override
        public String rawTarget() {
          return "/v1/vouchers/A";
        }

        @Override
        public String header(String name) {
          return null;
        }
      };

  private final ObjectStore store = new ObjectStore(new HandClock());
  private final Ingress ingress =
      new Ingress(store, "default", Map.of("app", "gateway"), "http", new SplittableRandom(1));

  @Test
  void takesReadyPodsInTurn() {
    create("a", 20_001, "True");
    create("b", 20_002, "True");
    create("c", 20_003, "False");

    assertThat(ports(4)).containsExactlyInAnyOrder(20_001, 20_001, 20_002, 20_002);
    assertThat(ports(2)).doesNotHaveDuplicates();
    assertThat(ingress.ready()).isEqualTo(2);
  }

  @Test
  void leavesOutPodsThatEndOrAreGoneOrBelongToOthers() {
    create("a", 20_001, "True");
    create("b", 20_002, "True");
    create("c", 20_003, "True");
    store.edit(
        key("c"),
        pod -> {
          ((ObjectNode) pod.path("metadata").path("labels")).put("app", "api");
          return pod;
        });
    store.edit(
        key("b"),
        pod -> {
          pod.withObjectProperty("metadata").put("deletionTimestamp", "2021-08-20T12:38:00Z");
          return pod;
        });
    store.delete(key("a"));

    assertThat(ingress.ready()).isZero();
  }

  @Test
  void answers503WithRetryAfterWhenNoPodIsReady() throws IOException {
    Response response = ((Decision.Answer) ingress.direct(HEAD)).response();

    assertUnavailable(response);
    assertThat(ingress.counts().noneReady()).isEqualTo(1);
  }

  @Test
  void answers503WhenTheChosenPodFailsAndCountsItOnce() throws IOException {
    create("a", 20_001, "True");
    Decision.Forward forward = (Decision.Forward) ingress.direct(HEAD);
    Response response = forward.course().failed(UpstreamFailure.CONNECT);
    forward.course().finished(503);

    assertUnavailable(response);
    assertThat(ingress.counts()).isEqualTo(new Ingress.Counts(0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void countsAnswersByWhoIsToBlame() {
    create("a", 20_001, "True");
    for (int status : List.of(200, 404, 429, 500, 0)) {
      ((Decision.Forward) ingress.direct(HEAD)).course().finished(status);
    }

    assertThat(ingress.counts()).isEqualTo(new Ingress.Counts(3, 1, 0, 0, 0, 0, 1));
  }

  @Test
  void addsNothingToWhatPassesThrough() {
    create("a", 20_001, "True");
    Decision.Forward forward = (Decision.Forward) ingress.direct(HEAD);

    assertThat(forward.dropRequestHeaders().toList()).isEmpty();
    assertThat(forward.setRequestHeaders().entries()).isEmpty();
    assertThat(forward.setResponseHeaders().entries()).isEmpty();
  }

  @Test
  void survivesPodsWithoutTheExpectedFields() {
    store.create(key("odd"), Yaml.object("metadata: {labels: [1]}\nspec: {containers: 3}"));
    create("bad", 70_000, "True");

    assertThat(ingress.ready()).isZero();
  }

  private static void assertUnavailable(Response response) throws IOException {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("Retry-After", "1");
    JsonNode body = new JsonMapper().readTree(((Response.Bytes) response.body()).bytes());
    assertThat(body.path("code").asInt()).isEqualTo(503);
    assertThat(body.path("key").asText()).isEqualTo("service_unavailable");
    assertThat(body.path("message").asText()).isNotEmpty();
    assertThat(body.path("details").asText()).isNotEmpty();
    assertThat(body.path("request_id").asText()).matches("v-[0-9a-f]{18}");
  }

  private List<Integer> ports(int requests) {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      ports.add(((Decision.Forward) ingress.direct(HEAD)).upstream().getPort());
    }
    return ports;
  }

  private void create(String name, int port, String ready) {
    store.create(
        key(name),
        Yaml.object(
            """
            metadata: {labels: {app: gateway}}
            spec: {containers: [{name: gateway, ports: [{name: http, containerPort: 80, hostPort: %d}]}]}
            status: {conditions: [{type: Ready, status: "%s"}]}
            """
                .formatted(port, ready)));
  }

  private static ObjectStore.Key key(String name) {
    return new ObjectStore.Key("pods", "default", name);
  }
}
