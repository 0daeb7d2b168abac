package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private static final Instant NOW = Instant.parse("2026-08-20T12:38:00.123Z");
  private static final ObjectStore.Key KEY = new ObjectStore.Key("configmaps", "default", "quotas");

  private final AtomicInteger uids = new AtomicInteger();
  private final ObjectStore store =
      new ObjectStore(() -> NOW, () -> "uid-" + uids.getAndIncrement());

  @Test
  void givesANewObjectItsIdentity() {
    ObjectNode created = store.create(KEY, object("v", 1));
    assertThat(created.path("metadata").toString())
        .isEqualTo(
            "{\"name\":\"quotas\",\"namespace\":\"default\",\"uid\":\"uid-0\","
                + "\"creationTimestamp\":\"2026-08-20T12:38:00Z\",\"generation\":1,"
                + "\"resourceVersion\":\"1\"}");
    assertThat(store.find(KEY)).contains(created);
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void givesNoNamespaceToWhatLivesInNone() {
    ObjectNode created = store.create(Namespaces.key("team"), object("v", 1));
    assertThat(created.path("metadata").has("namespace")).isFalse();
  }

  @Test
  void handsOutCopies() {
    store.create(KEY, object("v", 1)).put("v", 2);
    store.find(KEY).orElseThrow().put("v", 3);
    store.list("configmaps", null).items().getFirst().put("v", 4);
    List<Change> changes = new ArrayList<>();
    store.watch("configmaps", null, 0, changes::add);
    changes.getFirst().object().put("v", 5);
    assertThat(store.find(KEY).orElseThrow().path("v").asInt()).isEqualTo(1);
    assertThat(changes.getFirst().object().path("v").asInt()).isEqualTo(1);
  }

  @Test
  void refusesASecondObjectOfTheSameKey() {
    store.create(KEY, object("v", 1));
    assertRefused(409, "AlreadyExists", () -> store.create(KEY, object("v", 2)));
  }

  @Test
  void refusesAReplacementOfAnotherRevision() {
    ObjectNode first = store.create(KEY, object("v", 1));
    store.replace(KEY, first.deepCopy().put("v", 2));
    assertRefused(409, "Conflict", () -> store.replace(KEY, first.deepCopy().put("v", 3)));
    assertThat(store.replace(KEY, object("v", 3)).path("v").asInt()).isEqualTo(3);
    assertRefused(
        404,
        "NotFound",
        () -> store.replace(new ObjectStore.Key("pods", "default", "x"), object("v", 1)));
  }

  @Test
  void keepsIdentityAndRevisionWhenNothingChanges() {
    ObjectNode first = store.create(KEY, object("v", 1));
    ObjectNode same = first.deepCopy();
    same.put("v", 1L); // another spelling of the same number
    same.putNull("gone");
    ObjectMeta.edit(same).put("uid", "stolen");
    assertThat(store.replace(KEY, same)).isEqualTo(first);
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void raisesTheGenerationOnlyWithTheSpec() {
    ObjectNode first = store.create(KEY, spec(1));
    ObjectNode status = first.deepCopy();
    status.putObject("status").put("ready", 1);
    assertThat(generation(store.replace(KEY, status))).isEqualTo(1);
    assertThat(generation(store.replace(KEY, spec(2)))).isEqualTo(2);
  }

  @Test
  void editsInOneStep() {
    store.create(KEY, object("v", 1));
    assertThat(store.edit(KEY, o -> o.put("v", 2)).orElseThrow().path("v").asInt()).isEqualTo(2);
    assertThat(store.edit(new ObjectStore.Key("pods", "default", "x"), o -> o)).isEmpty();
  }

  @Test
  void dryRunsWriteNothing() {
    assertThat(store.create(KEY, object("v", 1), true).path("v").asInt()).isEqualTo(1);
    assertThat(store.find(KEY)).isEmpty();
    store.create(KEY, object("v", 1));
    assertThat(store.replace(KEY, object("v", 2), true).path("v").asInt()).isEqualTo(2);
    assertThat(store.find(KEY).orElseThrow().path("v").asInt()).isEqualTo(1);
    assertThat(store.revision()).isEqualTo(1);
  }

  @Test
  void listsOneNamespaceOrAllInKeyOrder() {
    for (String place : List.of("b/x", "a/y", "a/x", "aa/x")) {
      String[] parts = place.split("/", -1);
      store.create(new ObjectStore.Key("pods", parts[0], parts[1]), object("v", 1));
    }
    store.create(new ObjectStore.Key("podsy", "a", "z"), object("v", 1));
    assertThat(places(store.list("pods", null))).containsExactly("a/x", "a/y", "aa/x", "b/x");
    assertThat(places(store.list("pods", "a"))).containsExactly("a/x", "a/y");
    assertThat(store.list("pods", "none").items()).isEmpty();
  }

  @Test
  void showsPastRevisions() {
    store.create(KEY, object("v", 1));
    store.replace(KEY, object("v", 2));
    store.delete(KEY);
    assertThat(store.snapshot("configmaps", null, 0).items()).isEmpty();
    assertThat(store.snapshot("configmaps", null, 1).items().getFirst().path("v").asInt())
        .isEqualTo(1);
    assertThat(store.snapshot("configmaps", null, 2).items().getFirst().path("v").asInt())
        .isEqualTo(2);
    assertThat(store.snapshot("configmaps", null, 3).items()).isEmpty();
    assertRefused(410, "Expired", () -> store.snapshot("configmaps", null, 4));
  }

  @Test
  void replaysOnlyLaterChangesAndThenGoesOn() {
    store.create(KEY, object("v", 1));
    store.replace(KEY, object("v", 2));
    List<String> seen = new ArrayList<>();
    ObjectStore.Watch watch =
        store.watch("configmaps", "default", 1, c -> seen.add(c.revision() + " " + c.type()));
    store.create(new ObjectStore.Key("configmaps", "other", "quotas"), object("v", 1));
    store.create(new ObjectStore.Key("pods", "default", "x"), object("v", 1));
    store.delete(KEY);
    watch.close();
    store.create(KEY, object("v", 1));
    assertThat(seen).containsExactly("2 MODIFIED", "5 DELETED");
  }

  @Test
  void tellsADeletionAfterTheObjectIsGone() {
    store.create(KEY, object("v", 1));
    List<Boolean> there = new ArrayList<>();
    store.watch("configmaps", null, 1, _ -> there.add(store.find(KEY).isPresent()));
    store.delete(KEY);
    assertThat(there).containsExactly(false);
  }

  @Test
  void tellsEveryWatcherInOrderWhenOneOfThemWrites() {
    List<Long> seen = new ArrayList<>();
    store.watch(
        "configmaps",
        null,
        0,
        change -> {
          if (change.object().path("v").asInt() < 3) {
            store.edit(KEY, o -> o.put("v", o.path("v").asInt() + 1));
          }
        });
    store.watch("configmaps", null, 0, change -> seen.add(change.revision()));
    store.create(KEY, object("v", 1));
    assertThat(seen).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsWritingWhenAWatcherFails() {
    List<Long> seen = new ArrayList<>();
    store.watch(
        "configmaps",
        null,
        0,
        _ -> {
          throw StatusException.badRequest("expected by the test"); // without a stack to log
        });
    store.watch("configmaps", null, 0, change -> seen.add(change.revision()));
    store.create(KEY, object("v", 1));
    store.replace(KEY, object("v", 2));
    assertThat(seen).containsExactly(1L, 2L);
  }

  @Test
  void forgetsChangesBeyondTheWindow() {
    store.create(KEY, object("v", 0));
    for (int i = 1; i <= ObjectStore.WINDOW; i++) {
      store.replace(KEY, object("v", i));
    }
    assertThat(store.revision()).isEqualTo(ObjectStore.WINDOW + 1);
    assertRefused(410, "Expired", () -> store.watch("configmaps", null, 0, _ -> {}));
    List<Long> seen = new ArrayList<>();
    store.watch("configmaps", null, 1, change -> seen.add(change.revision()));
    assertThat(seen).hasSize(ObjectStore.WINDOW).startsWith(2L);
    assertRefused(
        410, "Expired", () -> store.watch("configmaps", null, store.revision() + 1, _ -> {}));
  }

  @Test
  void forgetsHeavyChangesSooner() {
    String heavy = "x".repeat(1 << 20);
    store.create(KEY, object("v", 0).put("text", heavy));
    for (int i = 1; i < 40; i++) {
      store.replace(KEY, object("v", i).put("text", heavy));
    }
    assertRefused(410, "Expired", () -> store.past("configmaps", null, 1, 10));
    assertThat(store.past("configmaps", null, 35, 10).changes()).hasSize(5);
  }

  @Test
  void refusesToGrowBeyondItsCapacity() {
    ObjectNode heavy = object("v", 0).put("text", "x".repeat(8 << 20));
    for (int i = 0; i < 7; i++) {
      store.create(new ObjectStore.Key("configmaps", "default", "n" + i), heavy);
    }
    ObjectStore.Key last = new ObjectStore.Key("configmaps", "default", "last");
    assertRefused(403, "Forbidden", () -> store.create(last, heavy));
    store.delete(new ObjectStore.Key("configmaps", "default", "n0"));
    assertThat(store.create(last, heavy)).isNotNull();
  }

  @Test
  void deletesOnlyTheRevisionAskedFor() {
    store.create(KEY, object("v", 1));
    store.replace(KEY, object("v", 2));
    assertRefused(409, "Conflict", () -> store.delete(KEY, "1"));
    assertThat(store.delete(KEY, "2").orElseThrow().path("metadata").path("resourceVersion"))
        .hasToString("\"3\"");
    assertThat(store.delete(KEY)).isEmpty();
  }

  private static void assertRefused(int code, String reason, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StatusException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.reason()).isEqualTo(reason);
            });
  }

  private static List<String> places(ObjectStore.Listing listing) {
    return listing.items().stream()
        .map(o -> ObjectMeta.text(o, "namespace") + "/" + ObjectMeta.name(o))
        .toList();
  }

  private static int generation(ObjectNode object) {
    return object.path("metadata").path("generation").asInt();
  }

  private static ObjectNode object(String field, int value) {
    return Json.object().put(field, value);
  }

  private static ObjectNode spec(int replicas) {
    ObjectNode object = Json.object();
    object.putObject("spec").put("replicas", replicas);
    return object;
  }
}
