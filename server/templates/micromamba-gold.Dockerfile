# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/official-applications/lattice-gas-mdlab:1.0.0
# st4sd level=gold

# The environment is made here; micromamba stays behind.
FROM mambaorg/micromamba:2.3.0 AS build
USER root
RUN micromamba create -y -p /opt/lattice-gas -c conda-forge \
      python=3.12 numpy=2.2 scipy=1.15 "libblas=*=*openblas" && \
    micromamba clean --all --yes
COPY --chmod=755 lattice-gas /opt/lattice-gas/bin/lattice-gas

# What ships: the environment at the same place, which conda packages write into themselves.
FROM debian:13.1-slim AS app
LABEL org.opencontainers.image.authors="mdlab" \
      org.opencontainers.image.title="lattice-gas" \
      org.opencontainers.image.version="1.0.0" \
      org.opencontainers.image.source="https://github.com/mdlab/lattice-gas" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/lattice-gas /opt/lattice-gas
ENV PATH=/opt/lattice-gas/bin:$PATH
WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
