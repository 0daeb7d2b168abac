package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ApiManifestTest {
  private static final String URL = "jdbc:postgresql://db:5432/shop";

  @Test
  void oneReplicaHasItsPortAndThereAreNeverTwoAtOnce() {
    ObjectNode api = ApiManifest.deployment(new ApiPart(1, null, null), 4711);
    assertThat(api.at("/spec/replicas").intValue()).isEqualTo(1);
    assertThat(api.at("/spec/strategy/type").textValue()).isEqualTo("Recreate");
    assertThat(container(api).at("/ports/0/hostPort").intValue()).isEqualTo(4711);
    assertThat(args(api)).containsExactly("serve", "api", "--port", "$(PORT_HTTP)");
    assertThat(container(api).has("env")).isFalse();
  }

  @Test
  void dataMayStandAnywhere() {
    Path data = Path.of("/a b/it's: {here}");
    assertThat(args(ApiManifest.deployment(new ApiPart(1, data, null), 4711)))
        .endsWith("--data", data.toString());
    assertThat(args(ApiManifest.deployment(new ApiPart(1, Path.of("/$(X)"), null), 4711)))
        .endsWith("--data", "/$$(X)");
  }

  @Test
  void replicasThatShareADatabaseHavePortsOfTheirOwnAndAreReplacedOneByOne() {
    ObjectNode api = ApiManifest.deployment(shared(3, "shop", null, null), 4711);
    assertThat(api.at("/spec/replicas").intValue()).isEqualTo(3);
    assertThat(api.at("/spec/strategy").isMissingNode()).isTrue();
    assertThat(container(api).at("/ports/0").has("hostPort")).isFalse();
    assertThat(args(api)).endsWith("--store", URL);
    assertThat(variable(api, "PGUSER")).isEqualTo("shop");
    assertThat(variable(api, "PGPASSFILE")).isNull();
    assertThat(ApiManifest.login(new DatabaseLogin("shop", null, null))).isNull();
  }

  @Test
  void aPasswordGoesIntoASecretThatIsMountedAndNowhereElse() {
    ApiPart part = shared(2, "shop", "a:b\\c d$(PORT_HTTP)", null);
    ObjectNode api = ApiManifest.deployment(part, 4711);
    assertThat(api.toString()).doesNotContain("a:b").doesNotContain("c d");
    assertThat(variable(api, "PGPASSFILE")).isEqualTo("$(VOLUME_DATABASE)/pgpass");
    assertThat(api.at("/spec/template/spec/volumes/0/secret/secretName").textValue())
        .isEqualTo("database-login");
    assertThat(container(api).at("/volumeMounts/0/name").textValue()).isEqualTo("database");
    ObjectNode secret = ApiManifest.login(part.shared().login());
    byte[] file = Base64.getDecoder().decode(secret.at("/data/pgpass").textValue());
    assertThat(new String(file, StandardCharsets.UTF_8))
        .isEqualTo("*:*:*:*:a\\:b\\\\c d$(PORT_HTTP)\n");
  }

  @Test
  void aPasswordFileOfThePersonIsReadWhereItIs() {
    ObjectNode api = ApiManifest.deployment(shared(2, null, null, Path.of("/home/x/$pass")), 1);
    assertThat(variable(api, "PGPASSFILE")).isEqualTo("/home/x/$$pass");
    assertThat(variable(api, "PGUSER")).isNull();
    assertThat(api.at("/spec/template/spec").has("volumes")).isFalse();
  }

  private static ApiPart shared(int replicas, String user, String password, Path passFile) {
    return new ApiPart(
        replicas, null, new SharedStore(URL, new DatabaseLogin(user, password, passFile)));
  }

  private static JsonNode container(ObjectNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }

  private static String variable(ObjectNode deployment, String name) {
    for (JsonNode variable : container(deployment).path("env")) {
      if (variable.path("name").textValue().equals(name)) {
        return variable.path("value").textValue();
      }
    }
    return null;
  }

  private static List<String> args(ObjectNode deployment) {
    return StreamSupport.stream(container(deployment).path("args").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }
}
