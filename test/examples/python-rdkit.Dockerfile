# st4sd image=quay.io/st4sd/community-applications/python-rdkit-hlcs:1.2.0
FROM python:3.12-slim-bookworm
RUN pip install --no-cache-dir rdkit==2024.3.5
RUN useradd --no-log-init --uid 1001 --gid 0 --create-home chem
WORKDIR /work
CMD ["python3", "-c", "import rdkit; print(rdkit.__version__)"]
USER 1001:0
