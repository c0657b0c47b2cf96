# The image that "mvn -Pimage package" makes without Docker, for those who build with it: the same files in the same places.
# Digests of autumn 2026; docs/supply-chain.md says where they are from and how to renew them. pom.xml has the second one, too.
FROM maven:3.9-eclipse-temurin-17@sha256:1a352420f7aba21f5ad08df31bab55f74c013fb491f1ae8ab1dd7ff9ed698584 AS build
WORKDIR /src
# Libraries change seldom: with pom.xml alone they are a layer of the build, too.
COPY pom.xml ./
RUN mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/image/libs
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre@sha256:207ecae0b2b104dfc6dfa763d1e9cd2041cb344800a180e24cb1a28ed533ff90
LABEL org.opencontainers.image.title="account-sync" \
      org.opencontainers.image.description="Apache Camel routes that keep Salesforce Accounts in step with rows of a database or file" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# What changes least comes first.
COPY --from=build /image/libs /app/libs
COPY src/main/jib /
RUN chmod 777 /var/lib/account-sync
COPY --from=build /src/target/account-sync-0.1.0.jar /app/classpath/account-sync-0.1.0.jar
WORKDIR /app
# In a locale without UTF-8 Java cannot name what has other letters than ASCII.
ENV STATE_DIRECTORY=/var/lib/account-sync LC_ALL=C.UTF-8 ACCOUNT_SYNC_LIB=/app/lib
EXPOSE 9876
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "@/app/account-sync"]
