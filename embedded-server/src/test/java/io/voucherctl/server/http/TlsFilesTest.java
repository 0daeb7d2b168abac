package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsFilesTest {
  private static final Certificates.Pair ONE = Certificates.one();
  private static final Certificates.Pair TWO = Certificates.two();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  private final InstantSource clock = time::get;
  private Path certificate;
  private Path key;

  @BeforeEach
  void write() throws Exception {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    ONE.writeTo(certificate, key);
  }

  private TlsFiles open() throws TlsException {
    return TlsFiles.open(certificate, key, clock);
  }

  private void refused(String words) {
    assertThatThrownBy(this::open)
        .isInstanceOf(TlsException.class)
        .hasMessageContaining(words)
        .hasNoCause()
        .message()
        .hasLineCount(1);
  }

  @Test
  void tellsWhatIsInForce() throws Exception {
    try (TlsFiles files = open()) {
      Instant end = ((X509Certificate) ONE.certificate()).getNotAfter().toInstant();
      assertThat(files.standing()).isEqualTo(new TlsStanding("CN=one", end, NOON, null));
    }
  }

  @Test
  void readsACertificateWithWordsAroundItAndAKeyBesideIt() throws Exception {
    Files.writeString(certificate, "made by hand\r\n" + ONE.chain() + ONE.key());
    Files.writeString(key, "Bag Attributes\n" + ONE.key().replace("\n", "\r\n"));
    try (TlsFiles files = open()) {
      assertThat(files.standing().subject()).isEqualTo("CN=one");
    }
  }

  @Test
  void refusesWhatIsNotThere() throws Exception {
    Files.delete(key);
    refused("there is no key file " + key);
    Files.delete(certificate);
    refused("there is no certificate file " + certificate);
    Files.createDirectory(certificate);
    refused("the certificate file " + certificate + " cannot be read");
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws Exception {
    Files.writeString(key, TWO.key());
    refused("the key in " + key + " is damaged, or not of the kind EC");
    ONE.writeTo(certificate, key);
    Files.writeString(certificate, TWO.chain());
    refused("not of the kind RSA");
    Files.writeString(certificate, ONE.chain() + TWO.chain());
    refused("certificate 2 in " + certificate + " did not sign the one before it");
  }

  @Test
  void refusesAKeyOfTheSameKindThatDoesNotFit() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    byte[] other = generator.generateKeyPair().getPrivate().getEncoded();
    Files.writeString(key, Certificates.pem("PRIVATE KEY", other));
    refused("the key " + key + " is not that of the certificate " + certificate);
  }

  @Test
  void refusesWhatIsDamaged() throws Exception {
    Files.writeString(certificate, ONE.chain().replaceFirst("\n....", "\nAAAA"));
    refused("a certificate in " + certificate + " is damaged");
    Files.writeString(certificate, ONE.chain().substring(0, 200));
    refused("a certificate in " + certificate + " is damaged");
    Files.writeString(certificate, "nothing");
    refused("there is no PEM certificate in " + certificate);
    ONE.writeTo(certificate, key);
    Files.writeString(key, ONE.key().replaceFirst("\n....", "\nAAAA"));
    refused("the key in " + key + " is damaged");
    Files.write(certificate, new byte[2 * 1024 * 1024]);
    refused("is too large to be one");
  }

  @Test
  void refusesKeysOfOtherFormats() throws Exception {
    String label = Matcher.quoteReplacement("EC PRIVATE KEY");
    Files.writeString(key, ONE.key().replaceAll("PRIVATE KEY", label));
    refused("one PKCS#8 key is needed in " + key + ", not 0");
    Files.writeString(key, ONE.key().replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
    refused("the key in " + key + " is encrypted");
    Files.writeString(key, ONE.key() + ONE.key());
    refused("not 2");
  }

  @Test
  void takesOverWhatChanges() throws Exception {
    try (TlsFiles files = open()) {
      time.set(NOON.plusSeconds(60));
      TWO.writeTo(certificate, key);
      Poll.until(() -> files.standing().subject().equals("CN=two"));
      assertThat(files.standing().loadedAt()).isEqualTo(NOON.plusSeconds(60));
      assertThat(files.standing().problem()).isNull();
    }
  }

  @Test
  void followsASymbolicLinkThatIsTurned() throws Exception {
    Path mounted = Files.createDirectory(folder.resolve("mounted"));
    ONE.writeTo(generation("1").resolve("tls.crt"), folder.resolve("1/tls.key"));
    TWO.writeTo(generation("2").resolve("tls.crt"), folder.resolve("2/tls.key"));
    Files.createSymbolicLink(mounted.resolve("..data"), folder.resolve("1"));
    Path data = mounted.resolve("..data");
    try (TlsFiles files = TlsFiles.open(data.resolve("tls.crt"), data.resolve("tls.key"), clock)) {
      Path next = Files.createSymbolicLink(mounted.resolve("..next"), folder.resolve("2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
      Poll.until(() -> files.standing().subject().equals("CN=two"));
    }
  }

  private Path generation(String name) throws Exception {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  void keepsTheLastGoodPairAndSaysWhatIsWrong() throws Exception {
    try (TlsFiles files = open()) {
      Files.writeString(certificate, TWO.chain());
      Poll.until(() -> files.standing().problem() != null);
      assertThat(files.standing().problem()).contains("not of the kind RSA");
      assertThat(files.standing().subject()).isEqualTo("CN=one");
      assertThat(files.standing().loadedAt()).isEqualTo(NOON);
      Files.delete(key);
      Poll.until(() -> String.valueOf(files.standing().problem()).startsWith("there is no key"));
      Files.writeString(key, TWO.key());
      Poll.until(() -> files.standing().subject().equals("CN=two"));
      assertThat(files.standing().problem()).isNull();
    }
  }
}
