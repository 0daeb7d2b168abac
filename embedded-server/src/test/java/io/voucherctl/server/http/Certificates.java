package io.voucherctl.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificates of 127.0.0.1, made by the JDK's own keytool. */
public final class Certificates {
  private static final char[] PASSWORD = "secret".toCharArray();

  /** A certificate and its key, as PEM. */
  public record Pair(Certificate certificate, String chain, String key) {
    public void writeTo(Path certificateFile, Path keyFile) throws IOException {
      Files.writeString(certificateFile, chain);
      Files.writeString(keyFile, key);
    }
  }

  private static final class Made {
    static final List<Pair> ALL = make();
  }

  private Certificates() {}

  /** CN=one, with an elliptic curve. */
  public static Pair one() {
    return Made.ALL.get(0);
  }

  /** CN=two, with RSA. */
  static Pair two() {
    return Made.ALL.get(1);
  }

  /** Trusts both. */
  public static SSLContext trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("one", one().certificate());
    store.setCertificateEntry("two", two().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static List<Pair> make() {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path one = folder.resolve("one");
      Path two = folder.resolve("two");
      Process first = keytool(one, "CN=one", "-keyalg", "EC", "-groupname", "secp256r1");
      Process second = keytool(two, "CN=two", "-keyalg", "RSA", "-keysize", "2048");
      List<Pair> pairs = List.of(read(first, one), read(second, two));
      Files.delete(one);
      Files.delete(two);
      Files.delete(folder);
      return pairs;
    } catch (Exception e) {
      throw new IllegalStateException("no certificates", e);
    }
  }

  private static Process keytool(Path store, String name, String... kind) throws IOException {
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-genkeypair",
            "-alias",
            "key",
            "-dname",
            name,
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD));
    keytool.command().addAll(List.of(kind));
    return keytool.redirectErrorStream(true).start();
  }

  private static Pair read(Process keytool, Path file) throws Exception {
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Certificate certificate = store.getCertificate("key");
    PrivateKey key = (PrivateKey) store.getKey("key", PASSWORD);
    return new Pair(
        certificate,
        pem("CERTIFICATE", certificate.getEncoded()),
        pem("PRIVATE KEY", key.getEncoded()));
  }

  static String pem(String label, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }
}
