package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.cluster.HandClock;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
  private static final ObjectStore.Key QUOTAS =
      new ObjectStore.Key("configmaps", "default", "tenant-quotas");

  @TempDir Path state;
  private final HandClock clock = new HandClock();
  private final ObjectStore store = new ObjectStore(clock);
  private final PodId pod = new PodId("default", "gateway-1", "uid-1");

  @Test
  void showsAConfigMapAndSwapsItAllAtOnce() throws IOException {
    store.create(QUOTAS, Yaml.object("data: {acme: 'rate: 20/s', bolt: 'rate: 5/s'}"));
    PodVolumes volumes = volumes("{name: quotas, configMap: {name: tenant-quotas}}");
    assertThat(volumes.refresh()).isEmpty();
    Path directory = volumes.path("quotas");
    assertThat(directory.resolve("acme")).isSymbolicLink().hasContent("rate: 20/s");
    assertThat(directory.resolve("..data/..revision")).hasContent("1");

    store.replace(QUOTAS, Yaml.object("data: {acme: 'rate: 40/s', cord: 'rate: 1/s'}"));
    assertThat(volumes.refresh()).isEmpty();

    assertThat(names(directory))
        .filteredOn(name -> !name.startsWith(".."))
        .containsExactly("acme", "cord");
    assertThat(names(directory)).filteredOn(name -> name.startsWith("..2021_08_20_")).hasSize(1);
    assertThat(directory.resolve("acme")).hasContent("rate: 40/s");
    assertThat(directory.resolve("..data/..revision")).hasContent("2");
  }

  @Test
  void keepsSecretsToTheUser() throws IOException {
    store.create(
        new ObjectStore.Key("secrets", "default", "tenant-keys"),
        Yaml.object("{data: {acme: c2VjcmV0}, stringData: {bolt: plain}}"));
    PodVolumes volumes = volumes("{name: keys, secret: {secretName: tenant-keys}}");

    assertThat(volumes.refresh()).isEmpty();
    Path directory = volumes.path("keys");
    assertThat(directory.resolve("acme")).hasContent("secret");
    assertThat(directory.resolve("bolt")).hasContent("plain");
    assertThat(mode(directory.resolve("acme").toRealPath())).isEqualTo("rw-------");
    assertThat(mode(directory.resolve("..data").toRealPath())).isEqualTo("rwx------");
    assertThat(mode(directory)).isEqualTo("rwx------");
  }

  @Test
  void waitsForWhatIsMissingAndKeepsWhatWasShown() {
    PodVolumes volumes = volumes("{name: quotas, configMap: {name: tenant-quotas}}");
    assertThat(volumes.refresh())
        .contains(new PodVolumes.Problem("quotas", "configmap \"tenant-quotas\" not found"));

    store.create(QUOTAS, Yaml.object("data: {acme: x}"));
    assertThat(volumes.refresh()).isEmpty();
    store.delete(QUOTAS);
    assertThat(volumes.refresh()).isEmpty();
    assertThat(volumes.path("quotas").resolve("acme")).hasContent("x");
  }

  @Test
  void refusesKeysThatWouldLeaveTheDirectory() {
    store.create(QUOTAS, Yaml.object("data: {'../../evil': x}"));
    PodVolumes volumes = volumes("{name: quotas, configMap: {name: tenant-quotas}}");

    assertThat(volumes.refresh())
        .get()
        .extracting(PodVolumes.Problem::why)
        .asString()
        .contains("not a file name");
    assertThat(state.resolve("pods/evil")).doesNotExist();
  }

  @Test
  void showsOnlyTheChosenItemsUnderTheirNames() {
    store.create(QUOTAS, Yaml.object("data: {acme: x, bolt: y}"));
    PodVolumes volumes =
        volumes("{name: q, configMap: {name: tenant-quotas, items: [{key: acme, path: only}]}}");

    assertThat(volumes.refresh()).isEmpty();
    assertThat(volumes.path("q").resolve("only")).hasContent("x");
    assertThat(volumes.path("q").resolve("bolt")).doesNotExist();
  }

  @Test
  void passesAHostPathAsItIsAndMakesAnEmptyDirectory() {
    PodVolumes volumes =
        volumes("{name: db, hostPath: {path: /var/data}}", "{name: tmp, emptyDir: {}}");

    assertThat(volumes.refresh()).isEmpty();
    assertThat(volumes.path("db")).isEqualTo(Path.of("/var/data"));
    assertThat(volumes.path("tmp")).isEmptyDirectory();
  }

  @Test
  void buriesTheOldestOfTheDeadPodsOnly() throws IOException {
    for (int i = 0; i < 4; i++) {
      PodDirectory.create(state.resolve("pods/dead-" + i));
      Files.setLastModifiedTime(state.resolve("pods/dead-" + i), FileTime.fromMillis(i));
    }
    PodDirectory living = new PodDirectory(state.resolve("pods/dead-0"));
    PodDirectory.prune(state, living::equals, 2);

    assertThat(names(state.resolve("pods"))).containsExactly("dead-0", "dead-2", "dead-3");
  }

  @Test
  void leavesNoSecretsOfAnEarlierKubelet() throws IOException {
    PodDirectory.create(state.resolve("pods/dead/volumes/keys"));
    PodDirectory.create(state.resolve("pods/dead/gateway"));
    PodDirectory.removeAllVolumes(state);

    assertThat(names(state.resolve("pods/dead"))).containsExactly("gateway");
  }

  private PodVolumes volumes(String... specs) {
    List<VolumeSpec> volumes =
        Stream.of(specs).map(spec -> VolumeSpec.of(Yaml.object(spec))).toList();
    return new PodVolumes(store, pod, volumes, PodDirectory.of(state, pod), clock);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
