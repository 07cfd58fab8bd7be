import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.prefs.Preferences;

/** Writes below java.io.tmpdir, as uploads do, and below user.home, as the JVM's own preferences do. */
public class Server {
  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
    server.createContext("/", exchange -> {
      String answer;
      try {
        Path upload = Files.createTempFile("upload", ".bin");
        Preferences visits = Preferences.userRoot().node("visits");
        visits.putInt("count", visits.getInt("count", 0) + 1);
        visits.flush();
        answer = "Upload in " + upload.getParent() + ", preferences in " + System.getProperty("user.home") + "\n";
      } catch (Exception failure) {
        failure.printStackTrace();
        answer = failure + "\n";
      }
      exchange.sendResponseHeaders(200, answer.length());
      exchange.getResponseBody().write(answer.getBytes());
      exchange.close();
    });
    server.start();
  }
}
