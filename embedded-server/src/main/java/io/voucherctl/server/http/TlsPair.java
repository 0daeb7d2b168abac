package io.voucherctl.server.http;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * A certificate chain and the private key of its first certificate, proved to belong together.
 * Never says anything of the key.
 */
final class TlsPair {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final byte[] PROBE = "does this key fit?".getBytes(StandardCharsets.US_ASCII);

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private TlsPair(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /** Reads PEM: the chain, the server's own certificate first, and its key in PKCS#8. */
  static TlsPair read(Path certificate, Path key) throws TlsException {
    X509Certificate[] chain = chain(certificate, bytes(certificate, "certificate"));
    PrivateKey secret = key(key, bytes(key, "key"), chain[0]);
    if (!fits(secret, chain[0])) {
      throw new TlsException("the key " + key + " is not that of the certificate " + certificate);
    }
    return new TlsPair(chain, secret);
  }

  /** Whom the certificate names: its subject, or its alternative names when it has none. */
  String subject() {
    String subject = chain[0].getSubjectX500Principal().getName();
    return subject.isEmpty() ? alternativeNames() : subject;
  }

  private String alternativeNames() {
    try {
      Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
      return names == null
          ? ""
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
              .collect(Collectors.joining(","));
    } catch (CertificateParsingException e) {
      return "";
    }
  }

  Instant notAfter() {
    return chain[0].getNotAfter().toInstant();
  }

  /** What a listener offers with it: TLS 1.3 and 1.2, HTTP/2 before HTTP/1.1. */
  SslContext server() throws TlsException {
    try {
      return SslContextBuilder.forServer(key, chain)
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new TlsException("TLS cannot be spoken with this certificate and its key");
    }
  }

  private static byte[] bytes(Path file, String what) throws TlsException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new TlsException("the " + what + " file " + file + " is too large to be one");
      }
      return bytes;
    } catch (TlsException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new TlsException("there is no " + what + " file " + file);
    } catch (IOException e) {
      throw new TlsException("the " + what + " file " + file + " cannot be read");
    }
  }

  private static X509Certificate[] chain(Path file, byte[] bytes) throws TlsException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (byte[] block : Pem.blocks(bytes, "CERTIFICATE")) {
        chain.add((X509Certificate) x509.generateCertificate(new ByteArrayInputStream(block)));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException("a certificate in " + file + " is damaged");
    }
    if (chain.isEmpty()) {
      throw new TlsException("there is no PEM certificate in " + file);
    }
    return chain.toArray(X509Certificate[]::new);
  }

  private static PrivateKey key(Path file, byte[] bytes, X509Certificate of) throws TlsException {
    if (Pem.has(bytes, "ENCRYPTED PRIVATE KEY")) {
      throw new TlsException("the key in " + file + " is encrypted");
    }
    String algorithm = of.getPublicKey().getAlgorithm();
    try {
      List<byte[]> blocks = Pem.blocks(bytes, "PRIVATE KEY");
      if (blocks.size() != 1) {
        throw new TlsException("one PKCS#8 key is needed in " + file + ", not " + blocks.size());
      }
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(blocks.getFirst());
      return KeyFactory.getInstance(algorithm).generatePrivate(spec);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException("the key in " + file + " is damaged, or not of the kind " + algorithm);
    }
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate) throws TlsException {
    String kind = certificate.getPublicKey().getAlgorithm();
    String algorithm =
        switch (kind) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          default -> throw new TlsException("keys of the kind " + kind + " are not served");
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
