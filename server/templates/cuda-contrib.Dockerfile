# syntax=docker/dockerfile:1
# st4sd image=quay.io/st4sd/contributed-applications/lattice-gas-cuda-mdlab:1.0.0
ARG CUDA=12.8.1

# Compilers and headers stay behind in this stage.
FROM nvidia/cuda:${CUDA}-devel-ubuntu24.04 AS build
RUN apt-get update && \
    apt-get install -y --no-install-recommends cmake g++ make && \
    rm -rf /var/lib/apt/lists/*
COPY src /src
# 80: A100, 90: H100. No GPU is looked for while the image is built.
RUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Release -DCMAKE_CUDA_ARCHITECTURES="80;90" && \
    cmake --build /build --parallel 4 && \
    cmake --install /build --prefix /opt/lattice-gas

FROM nvidia/cuda:${CUDA}-runtime-ubuntu24.04 AS app
COPY --from=build /opt/lattice-gas /opt/lattice-gas
ENV PATH=/opt/lattice-gas/bin:$PATH
WORKDIR /work
CMD ["lattice-gas", "--help"]
USER 10001:0
